import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { duration } from '../../../../nodes/Sora/parameters/duration';
import { files } from '../../../../nodes/Sora/parameters/files';
import {
	limitsOfRenders,
	limitsWithoutWaiting,
	limitsWithWaiting,
} from '../../../../nodes/Sora/parameters/limits';
import { list } from '../../../../nodes/Sora/parameters/list';
import { modelSettings } from '../../../../nodes/Sora/parameters/modelSettings';
import {
	deleteOptions,
	downloadOptions,
	renderOptions,
} from '../../../../nodes/Sora/parameters/options';
import { promptDetails } from '../../../../nodes/Sora/parameters/promptDetails';
import { reference } from '../../../../nodes/Sora/parameters/reference';
import { size } from '../../../../nodes/Sora/parameters/size';
import { videoSource } from '../../../../nodes/Sora/parameters/videoSource';

type Entry = INodePropertyOptions | INodeProperties | INodePropertyCollection;

const isChoice = (entry: Entry): entry is INodePropertyOptions => 'value' in entry;

/** The values a field offers, or the names of the fields of a collection. */
function offered(fields: INodeProperties[], name: string): unknown[] {
	const field = fields.find((candidate) => candidate.name === name);
	return (field?.options ?? []).map((entry) => (isChoice(entry) ? entry.value : entry.name));
}

function labelOf(fields: INodeProperties[], name: string, value: string): string | undefined {
	const field = fields.find((candidate) => candidate.name === name);
	return (field?.options ?? []).find((entry) => isChoice(entry) && entry.value === value)?.name;
}

it.each([
	{
		name: 'seconds',
		fields: duration,
		values: ['4', '8', '12', '16', '20', 'custom', 'serverDefault'],
	},
	{
		name: 'size',
		fields: size,
		values: [
			'1280x720',
			'720x1280',
			'1920x1080',
			'1080x1920',
			'1792x1024',
			'1024x1792',
			'matchReference',
			'custom',
			'serverDefault',
		],
	},
	{ name: 'reference', fields: reference, values: ['none', 'binary', 'url', 'fileId'] },
	{ name: 'outputFiles', fields: files, values: ['spritesheet', 'thumbnail', 'video'] },
	{ name: 'videoSource', fields: videoSource, values: ['id', 'binary'] },
	{ name: 'order', fields: list, values: ['desc', 'asc'] },
	{
		name: 'filters',
		fields: list,
		values: ['createdAfter', 'createdBefore', 'model', 'status'],
	},
	{
		name: 'limits',
		fields: [limitsOfRenders],
		values: [
			'giveUpAfterMinutes',
			'giveUpQueuedAfterMinutes',
			'maxCostPerDayUsd',
			'maxCostUsd',
			'maxVideos',
			'parallelRenders',
			'pricePerSecond',
		],
	},
	{
		name: 'limits',
		fields: [limitsWithWaiting],
		values: ['giveUpAfterMinutes', 'giveUpQueuedAfterMinutes', 'parallelRenders'],
	},
	{ name: 'limits', fields: [limitsWithoutWaiting], values: ['parallelRenders'] },
	{
		name: 'options',
		fields: [renderOptions],
		values: [
			'deleteAfterDownload',
			'deleteWhenStopped',
			'downloadTimeoutSeconds',
			'extraBodyFields',
			'renderAgain',
			'requestTimeoutSeconds',
			'retryCreate',
			'reuseWithinHours',
			'sendAs',
			'versions',
		],
	},
	{
		name: 'options',
		fields: [downloadOptions],
		values: ['deleteAfterDownload', 'downloadTimeoutSeconds'],
	},
	{ name: 'options', fields: [deleteOptions], values: ['failWhenGone'] },
	{
		name: 'modelSettings',
		fields: [modelSettings],
		values: ['fps', 'guidanceScale', 'inferenceSteps', 'negativePrompt', 'numFrames', 'seed'],
	},
])('saved workflows find in $name the values $values', ({ name, fields, values }) => {
	expect(offered(fields, name).sort()).toEqual([...values].sort());
});

it('sizes are named for what they are used for', () => {
	expect(labelOf(size, 'size', '720x1280')).toBe('Portrait 720 × 1280 (Reels, Shorts)');
	expect(labelOf(size, 'size', '1280x720')).toBe('Landscape 1280 × 720 (YouTube, Web)');
});

it('every size by pixels names those pixels', () => {
	const bySide = offered(size, 'size')
		.map(String)
		.filter((value) => /^\d+x\d+$/.test(value));

	for (const value of bySide) {
		expect(labelOf(size, 'size', value)).toContain(value.replace('x', ' × '));
	}
});

describe('prompt details', () => {
	const details = (promptDetails.options ?? []).filter(
		(entry): entry is INodeProperties => 'type' in entry,
	);

	it.each(['cameraMove', 'lighting', 'mood', 'style'])(
		'%s is a choice with free text beside it, and may be none',
		(name) => {
			const choice = details.find((field) => field.name === name);
			const ownWords = details.find((field) => field.name === `${name}Text`);

			expect(choice).toMatchObject({ type: 'options', default: '' });
			expect(ownWords).toMatchObject({ type: 'string', default: '' });
			expect(offered(details, name)[0]).toBe('');
			expect(offered(details, name).length).toBeGreaterThan(5);
		},
	);

	it('constraints are free text', () => {
		expect(details.find(({ name }) => name === 'constraints')).toMatchObject({ type: 'string' });
	});
});
