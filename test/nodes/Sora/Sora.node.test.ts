import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { z } from 'zod';

import { Sora } from '../../../nodes/Sora/Sora.node';
import { operations } from '../../../nodes/Sora/operations';

const node = new Sora();
const { description } = node;
const folder = path.join(__dirname, '../../../nodes/Sora');
const names = operations.map(({ option }) => option.value);

const fieldsOf = (operation: string): INodeProperties[] =>
	description.properties.filter(({ displayOptions }) =>
		displayOptions?.show?.operation?.includes(operation),
	);

/** The fields a user sees, in order, with everything else at its default. */
function shown(operation: string, set: INodeParameters = {}): string[] {
	const values = { resource: 'video', operation, ...set };
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		null,
		description,
	);
	return Object.keys(parameters ?? {}).filter((name) => !['resource', 'operation'].includes(name));
}

describe('what saved workflows depend on', () => {
	it('the names of node, resource and operations', () => {
		expect(description.name).toBe('sora');
		expect(description.properties.slice(0, 2)).toMatchObject([
			{ name: 'resource', default: 'video', options: [{ name: 'Video', value: 'video' }] },
			{ name: 'operation', default: 'create' },
		]);
		expect(names).toEqual([
			'create',
			'delete',
			'download',
			'edit',
			'extend',
			'get',
			'getMany',
			'remix',
		]);
	});

	it.each([
		{
			operation: 'create',
			fields: [
				...['prompt', 'promptDetails', 'model', 'aspectRatio', 'resolution', 'seconds'],
				...['firstFrame', 'lastFrame', 'referenceImages', 'audio', 'waitForCompletion'],
				...['outputFiles', 'binaryPropertyName', 'modelSettings', 'limits', 'options'],
			],
		},
		{ operation: 'delete', fields: ['videoId', 'limits', 'options'] },
		{
			operation: 'download',
			fields: [
				...['downloadNotice', 'videoId', 'waitForCompletion'],
				...['outputFiles', 'binaryPropertyName', 'limits', 'options'],
			],
		},
		{
			operation: 'edit',
			fields: [
				...['videoSource', 'videoId', 'prompt', 'waitForCompletion'],
				...['outputFiles', 'binaryPropertyName', 'limits', 'options'],
			],
		},
		{
			operation: 'extend',
			fields: [
				...['videoSource', 'videoId', 'prompt', 'seconds', 'waitForCompletion'],
				...['outputFiles', 'binaryPropertyName', 'limits', 'options'],
			],
		},
		{ operation: 'get', fields: ['videoId', 'waitForCompletion', 'simplify', 'limits'] },
		{
			operation: 'getMany',
			fields: ['returnAll', 'limit', 'order', 'filters', 'simplify', 'limits'],
		},
		{
			operation: 'remix',
			fields: [
				...['videoId', 'prompt', 'waitForCompletion'],
				...['outputFiles', 'binaryPropertyName', 'limits', 'options'],
			],
		},
	])('the form of $operation, in its order', ({ operation, fields }) => {
		expect(shown(operation)).toEqual(fields);
	});

	const revealing: Array<{ set: INodeParameters; field: string }> = [
		{ set: { firstFrame: 'binary' }, field: 'firstFrameField' },
		{ set: { firstFrame: 'url' }, field: 'firstFrameUrl' },
		{ set: { firstFrame: 'fileId' }, field: 'firstFrameFileId' },
		{ set: { lastFrame: 'binary' }, field: 'lastFrameField' },
		{ set: { lastFrame: 'url' }, field: 'lastFrameUrl' },
		{ set: { lastFrame: 'fileId' }, field: 'lastFrameFileId' },
		{ set: { aspectRatio: 'exact' }, field: 'exactSize' },
		{ set: { seconds: 'custom' }, field: 'customSeconds' },
	];

	it.each(revealing)('$field comes with $set, right after it', ({ set, field }) => {
		const form = shown('create', set);
		const [cause = ''] = Object.keys(set);

		expect(shown('create')).not.toContain(field);
		expect(form[form.indexOf(cause) + 1]).toBe(field);
	});

	it('an exact size leaves no resolution to choose', () => {
		expect(shown('create', { aspectRatio: 'exact' })).not.toContain('resolution');
	});

	it.each(['edit', 'extend'])('%s of an own file asks for its field and the model', (operation) => {
		const form = shown(operation, { videoSource: 'binary' });

		expect(form).toEqual(expect.arrayContaining(['videoField', 'model']));
		expect(form).not.toContain('videoId');
	});

	it('files are not asked for where nothing is waited for', () => {
		const form = shown('create', { waitForCompletion: false });

		expect(form).not.toContain('outputFiles');
		expect(form).not.toContain('binaryPropertyName');
	});

	it('an unlimited list has no limit', () => {
		expect(shown('getMany', { returnAll: true })).not.toContain('limit');
	});
});

describe('defaults', () => {
	const defaultOf = (operation: string, name: string): unknown =>
		fieldsOf(operation).find((field) => field.name === name)?.default;

	it.each([
		{ operation: 'create', name: 'seconds', value: 'automatic' },
		{ operation: 'create', name: 'aspectRatio', value: 'automatic' },
		{ operation: 'create', name: 'resolution', value: 'automatic' },
		{ operation: 'create', name: 'audio', value: 'automatic' },
		{ operation: 'create', name: 'firstFrame', value: 'none' },
		{ operation: 'create', name: 'lastFrame', value: 'none' },
		{ operation: 'create', name: 'waitForCompletion', value: true },
		{ operation: 'remix', name: 'waitForCompletion', value: true },
		{ operation: 'edit', name: 'waitForCompletion', value: true },
		{ operation: 'extend', name: 'waitForCompletion', value: true },
		{ operation: 'download', name: 'waitForCompletion', value: true },
		{ operation: 'get', name: 'waitForCompletion', value: false },
		{ operation: 'create', name: 'outputFiles', value: ['video'] },
		{ operation: 'create', name: 'binaryPropertyName', value: 'data' },
		{ operation: 'create', name: 'model', value: { mode: 'list', value: '' } },
		{ operation: 'get', name: 'simplify', value: true },
		{ operation: 'getMany', name: 'simplify', value: true },
		{ operation: 'getMany', name: 'limit', value: 50 },
		{ operation: 'getMany', name: 'returnAll', value: false },
	])('$name of $operation is $value', ({ operation, name, value }) => {
		expect(defaultOf(operation, name)).toEqual(value);
	});

	const waiting = {
		giveUpAfterMinutes: 15,
		giveUpQueuedAfterMinutes: 240,
		parallelRenders: 5,
	};
	const spending = { maxCostPerDayUsd: 50, maxCostUsd: 10, maxVideos: 100, pricePerSecond: 0 };

	it.each([
		...['create', 'edit', 'extend', 'remix'].map((operation) => ({
			operation,
			expected: { ...waiting, ...spending },
		})),
		...['download', 'get'].map((operation) => ({ operation, expected: waiting })),
	])('the limits of $operation', ({ operation, expected }) => {
		const limits = fieldsOf(operation).find(({ name }) => name === 'limits');
		const defaults = limits?.options?.map((option) =>
			'default' in option ? [option.name, option.default] : [],
		);

		expect(Object.fromEntries(defaults ?? [])).toEqual(expected);
	});
});

describe('every field', () => {
	const fields = description.properties.slice(2);

	it('belongs to exactly one operation of the resource', () => {
		for (const { displayOptions } of fields) {
			expect(displayOptions?.show).toMatchObject({ resource: ['video'] });
			expect(displayOptions?.show?.operation).toHaveLength(1);
			expect(names).toEqual(expect.arrayContaining(displayOptions?.show?.operation ?? []));
		}
	});

	it('stands once in each form', () => {
		for (const operation of names) {
			const form = fieldsOf(operation).map(({ name }) => name);
			expect(new Set(form).size).toBe(form.length);
		}
	});

	it('of the same name has the same label and kind in every operation', () => {
		for (const { name, displayName, type } of fields) {
			expect(fields.filter((field) => field.name === name)).toEqual(
				fields
					.filter((field) => field.name === name)
					.map((field) => ({ ...field, displayName, type })),
			);
		}
	});

	it('depends on fields that stand before it', () => {
		for (const operation of names) {
			const form = fieldsOf(operation);
			form.forEach(({ displayOptions }, index) => {
				const before = ['resource', 'operation', ...form.slice(0, index).map(({ name }) => name)];
				expect(before).toEqual(expect.arrayContaining(Object.keys(displayOptions?.show ?? {})));
			});
		}
	});

	it('that is a list of the server names a method that exists', () => {
		const methods = fields.flatMap(({ modes = [] }) =>
			modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);

		expect(new Set(methods)).toEqual(new Set(Object.keys(node.methods.listSearch)));
	});
});

describe('for users', () => {
	it('every operation has an action in a sentence without articles', () => {
		const actions = operations.map(({ option }) => option.action);

		expect(actions).toEqual([
			'Create video',
			'Delete video',
			'Download video',
			'Edit video',
			'Extend video',
			'Get video',
			'Get many videos',
			'Remix video',
		]);
	});

	it('Wait says how long renders take and that Stop does not stop them', () => {
		const wait = fieldsOf('create').find(({ name }) => name === 'waitForCompletion');

		expect(wait?.hint).toMatch(/half a minute to several minutes.*does not stop the render/);
	});

	it('Download says that Create returns the file already', () => {
		const [notice] = fieldsOf('download');

		expect(notice).toMatchObject({ type: 'notice' });
		expect(notice?.displayName).toMatch(/Create already returns the file/);
	});

	it('it can be used by agents, and with a credential only', () => {
		expect(description).toMatchObject({
			usableAsTool: true,
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'soraApi', required: true }],
			version: [1],
		});
	});

	it('its icons exist, for light and for dark', () => {
		const { light, dark } = z
			.object({ light: z.string(), dark: z.string() })
			.parse(description.icon);
		const drawings = [light, dark].map((icon) =>
			readFileSync(path.join(folder, icon.replace('file:', '')), 'utf8'),
		);

		expect(drawings.every((drawing) => drawing.includes('<svg'))).toBe(true);
		expect(drawings[0]).not.toBe(drawings[1]);
	});

	it('the panel finds it by what people look for', () => {
		const codex = z
			.object({ node: z.string(), categories: z.array(z.string()), alias: z.array(z.string()) })
			.parse(JSON.parse(readFileSync(path.join(folder, 'Sora.node.json'), 'utf8')));

		expect(codex.node).toBe('n8n-nodes-sora.sora');
		expect(codex.alias).toEqual(expect.arrayContaining(['sora', 'video', 'vllm', 'wan', 'veo']));
		// The category AI alone would hide the node from the panel's search.
		expect(codex.categories.filter((category) => category !== 'AI')).not.toEqual([]);
	});
});
