import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { aspectRatio } from '../../../../nodes/Sora/parameters/aspectRatio';
import { audio } from '../../../../nodes/Sora/parameters/audio';
import { addedDuration, duration } from '../../../../nodes/Sora/parameters/duration';
import { files } from '../../../../nodes/Sora/parameters/files';
import { firstFrame, lastFrame } from '../../../../nodes/Sora/parameters/frames';
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
import { referenceImages } from '../../../../nodes/Sora/parameters/referenceImages';
import { resolution } from '../../../../nodes/Sora/parameters/resolution';
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

const lengths = ['automatic', ...['4', '5', '6', '8', '10', '12', '15', '16', '20'], 'custom'];

it.each([
	{ name: 'seconds', fields: duration, values: lengths },
	{ name: 'seconds', fields: addedDuration, values: lengths },
	{
		name: 'aspectRatio',
		fields: aspectRatio,
		values: ['automatic', '16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'matchFirstFrame', 'exact'],
	},
	{
		name: 'resolution',
		fields: [resolution],
		values: ['automatic', '480p', '720p', '1080p', '4k'],
	},
	{ name: 'firstFrame', fields: firstFrame, values: ['none', 'binary', 'url', 'fileId'] },
	{ name: 'lastFrame', fields: lastFrame, values: ['none', 'binary', 'url', 'fileId'] },
	{ name: 'referenceImages', fields: [referenceImages], values: ['image'] },
	{ name: 'audio', fields: [audio], values: ['automatic', 'on', 'off'] },
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

it('saved workflows find the fields beside a choice', () => {
	const names = [...aspectRatio, ...duration, ...firstFrame, ...lastFrame].map(({ name }) => name);

	expect(names).toEqual([
		...['aspectRatio', 'exactSize', 'seconds', 'customSeconds'],
		...['firstFrame', 'firstFrameField', 'firstFrameUrl', 'firstFrameFileId'],
		...['lastFrame', 'lastFrameField', 'lastFrameUrl', 'lastFrameFileId'],
	]);
});

it('shapes are named for what they are used for', () => {
	expect(labelOf(aspectRatio, 'aspectRatio', '9:16')).toBe('9:16 Portrait (Reels, TikTok, Shorts)');
	expect(labelOf(aspectRatio, 'aspectRatio', '16:9')).toBe('16:9 Landscape (YouTube, Web)');
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
