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
			set: { firstFrame: 'binary' },
			items: [{ json: {}, binary: { data: binaryOf(mp4, 'image/png', 'first.png') } }],
			says: /first\.png.*not a JPEG, PNG or WebP/,
			advises: /Edit Image/,
		},
		{
			name: 'an image of another size for a sora model',
			set: { firstFrame: 'binary', ...sora },
			items: pngItem(640, 480),
			says: /sora-2 makes 1280x720 or 720x1280; First Frame is 640x480/,
			advises: /Edit Image/,
		},
		{
			name: 'a size to match without an image',
			set: { aspectRatio: 'matchFirstFrame' },
			says: /no image to match/,
		},
		{
			name: 'a size to match with a mere file id',
			set: { aspectRatio: 'matchFirstFrame', firstFrame: 'fileId', firstFrameFileId: 'file-9' },
			says: /no image to match/,
		},
		{
			name: 'a field that the item does not have',
			set: { firstFrame: 'binary', firstFrameField: 'picture' },
			items: pngItem(1280, 720),
			says: /"picture"/,
			advises: /"data"/,
		},
		{
			name: 'a field of an item without any file',
			set: { firstFrame: 'binary' },
			says: /"data"/,
			advises: /no files at all/,
		},
		{
			name: 'an image address that is empty',
			set: { firstFrame: 'url' },
			says: /"First Frame URL" is empty/,
		},
		{
			name: 'an image address that is none',
			set: { firstFrame: 'url', firstFrameUrl: 'first.png' },
			says: /not a web address/,
		},
		{
			name: 'an empty file id',
			set: { firstFrame: 'fileId' },
			says: /"First Frame File ID" is empty/,
		},
		{
			name: 'an exact size in words',
			set: { aspectRatio: 'exact', exactSize: 'large' },
			says: /"Exact Size".*large/,
		},
		{
			name: 'a shape in words',
			set: { aspectRatio: 'large' },
			says: /"Aspect Ratio".*large/,
		},
		{
			name: 'an image of another shape than the one chosen for a sora model',
			set: { firstFrame: 'binary', aspectRatio: '9:16', ...sora },
			items: pngItem(1280, 720),
			says: /First Frame has 1280x720 pixels, the video is to have 720x1280/,
			advises: /Edit Image/,
		},
		{
			name: 'a length that the model does not make',
			set: { seconds: '5', ...sora },
			says: /^sora-2 makes 4, 8, 12, 16 or 20 s; Duration is 5/,
			advises: /another Duration/,
		},
		{
			name: 'a resolution that the model does not make',
			set: { resolution: '1080p', ...sora },
			says: /^sora-2 makes 720p; Resolution is 1080p/,
		},
		{
			name: 'a shape that the model does not make',
			set: { aspectRatio: '1:1', ...sora },
			says: /^sora-2 makes 16:9 or 9:16; Aspect Ratio is 1:1/,
		},
		{
			name: 'a last frame that no server knows how to find',
			set: { lastFrame: 'fileId', lastFrameFileId: 'file-9' },
			says: /^The server has no Last Frame from a File ID/,
		},
		{
			name: 'a reference image that the item does not have',
			set: { referenceImages: { image: [{ from: 'binary', field: 'photo' }] } },
			says: /"photo"/,
		},
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
		const model = { __rl: true, mode: 'id', value: 'wan2.2' };
		const set = { firstFrame: 'binary', aspectRatio: '16:9', model };

		expect((await sentFields(bench, set, pngItem(640, 480))).fields).toMatchObject({
			size: '1280x720',
		});
	});

	it('what the model of a later item does not make is refused before the first is sent', async () => {
		const items = [{ json: {} }, { json: {} }];
		const { error, sent } = await bench.run(
			'create',
			['4', '5'].map((seconds) => ({ ...withoutWait, ...sora, seconds })),
			{ items },
		);

		expect(sent).toEqual([]);
		expect(error?.message).toContain('Duration is 5');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('32,000 characters are let through, counted as a reader counts', async () => {
		const prompt = '🚣'.repeat(32_000);

		expect((await sentFields(bench, { prompt })).fields.prompt).toBe(prompt);
	});
});
