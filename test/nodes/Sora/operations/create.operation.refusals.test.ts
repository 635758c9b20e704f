import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { binaryOf } from '../../../support/fakeContext';
import { pngItem, sentFields, withoutWait } from './createForm';
import { mp4 } from './mediaFiles';
import { nodeBench } from './nodeRun';

const bench = nodeBench();

describe('what is refused before anything is sent', () => {
	const sora = { model: { __rl: true, mode: 'id', value: 'sora-2' } };
	const rows: Array<{
		name: string;
		set: INodeParameters;
		items?: INodeExecutionData[];
		says: RegExp;
		advises?: RegExp;
	}> = [
		{ name: 'an empty prompt', set: { prompt: '' }, says: /Prompt is empty/ },
		{ name: 'a blank prompt', set: { prompt: ' \n\t' }, says: /Prompt is empty/ },
		{
			name: 'a prompt of 32,001 characters',
			set: { prompt: 'a'.repeat(32_001) },
			says: /32001.*32000/,
		},
		{
			name: 'a prompt that its details make too long',
			set: { prompt: 'a'.repeat(31_990), promptDetails: { mood: 'mysterious' } },
			says: /more than 32000/,
		},
		{
			name: 'a file that is no image',
			set: { reference: 'binary' },
			items: [{ json: {}, binary: { data: binaryOf(mp4, 'image/png', 'first.png') } }],
			says: /first\.png.*not a JPEG, PNG or WebP/,
			advises: /Edit Image/,
		},
		{
			name: 'an image of another size for a sora model',
			set: { reference: 'binary', ...sora },
			items: pngItem(640, 480),
			says: /640x480.*1280x720/,
			advises: /Edit Image/,
		},
		{
			name: 'a size to match without an image',
			set: { size: 'matchReference' },
			says: /no image to match/,
		},
		{
			name: 'a size to match with a mere file id',
			set: { size: 'matchReference', reference: 'fileId', referenceFileId: 'file-9' },
			says: /no image to match/,
		},
		{
			name: 'a field that the item does not have',
			set: { reference: 'binary', referenceField: 'picture' },
			items: pngItem(1280, 720),
			says: /"picture"/,
			advises: /"data"/,
		},
		{
			name: 'a field of an item without any file',
			set: { reference: 'binary' },
			says: /"data"/,
			advises: /no files at all/,
		},
		{
			name: 'an image address that is empty',
			set: { reference: 'url' },
			says: /"Image URL" is empty/,
		},
		{
			name: 'an image address that is none',
			set: { reference: 'url', referenceUrl: 'first.png' },
			says: /not a web address/,
		},
		{ name: 'an empty file id', set: { reference: 'fileId' }, says: /"File ID" is empty/ },
		{ name: 'a size in words', set: { size: 'large' }, says: /"Size".*large/ },
		{ name: 'seconds in words', set: { seconds: 'long' }, says: /"Duration".*long/ },
		{ name: 'no seconds at all', set: { seconds: 0 }, says: /"Duration"/ },
		{ name: 'an unknown encoding', set: { options: { sendAs: 'xml' } }, says: /"Options"/ },
		{
			name: 'no file to return',
			set: { outputFiles: [], waitForCompletion: true },
			says: /"Files"/,
		},
		{
			name: 'no field to put the file in',
			set: { binaryPropertyName: '', waitForCompletion: true },
			says: /"Put Output File in Field"/,
		},
	];

	it.each(rows)('$name', async ({ set, items, says, advises }) => {
		const { error, sent } = await bench.run(
			'create',
			{ ...withoutWait, ...set },
			items ? { items } : {},
		);

		expect(sent).toEqual([]);
		expect(error?.message).toMatch(says);
		expect(error?.context).toMatchObject({ kind: 'badInput', itemIndex: 0 });
		if (advises) expect(error?.description).toMatch(advises);
	});

	it('an image of another size is left to any server but OpenAI’s models', async () => {
		const set = { reference: 'binary', model: { __rl: true, mode: 'id', value: 'wan2.2' } };

		expect((await sentFields(bench, set, pngItem(640, 480))).fields).toMatchObject({
			size: '1280x720',
		});
	});

	it('32,000 characters are let through, counted as a reader counts', async () => {
		const prompt = '🚣'.repeat(32_000);

		expect((await sentFields(bench, { prompt })).fields.prompt).toBe(prompt);
	});
});
