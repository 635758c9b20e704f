import type { INodeParameters } from 'n8n-workflow';

import { pngItem, withoutWait } from './createForm';
import { fieldsOf, nodeBench } from './nodeRun';

const bench = nodeBench();

const modelOf = (value: string) => ({ model: { __rl: true, mode: 'id', value } });
const kling = {
	id: 'kling-3',
	supported_durations: [10, 5],
	supported_resolutions: ['1080p', '720p'],
	supported_aspect_ratios: ['9:16', '16:9'],
	supported_frame_images: ['first_frame'],
	generate_audio: false,
	seed: false,
};

let addresses = 0;

/** A service at an address of its own, since what its models offer is remembered by its address. */
function openRouter() {
	const baseUrl = `https://router-${addresses++}.example.com/v1`;
	bench.expectAt(`GET ${baseUrl}/videos/models`, { data: [kling] });
	return {
		baseUrl,
		create: async (set: INodeParameters) =>
			await bench.run(
				'create',
				{ ...withoutWait, ...modelOf('kling-3'), ...set },
				{ credential: { service: 'openRouter', baseUrl } },
			),
	};
}

describe('OpenRouter', () => {
	it('gets the cheapest its model offers, by the names it has', async () => {
		const { baseUrl, create } = openRouter();
		bench.expectAt(`POST ${baseUrl}/videos`, { id: 'job-1', status: 'pending' });

		const { sent, error } = await create({});

		expect(error).toBeUndefined();
		expect(await fieldsOf(sent.at(-1))).toEqual({
			model: 'kling-3',
			prompt: 'a paper boat',
			duration: 5,
			aspect_ratio: '16:9',
			resolution: '720p',
		});
	});

	it.each<{ set: INodeParameters; says: string }>([
		{ set: { seconds: '4' }, says: 'kling-3 makes 5 or 10 s; Duration is 4' },
		{ set: { aspectRatio: '1:1' }, says: 'kling-3 makes 9:16 or 16:9; Aspect Ratio is 1:1' },
		{ set: { resolution: '4k' }, says: 'kling-3 makes 1080p or 720p; Resolution is 4k' },
		{ set: { audio: 'on' }, says: 'kling-3 has no Audio' },
		{ set: { modelSettings: { seed: 7 } }, says: 'kling-3 has no Seed' },
	])('is not asked for what its model does not have: $set', async ({ set, says }) => {
		const { sent, error } = await openRouter().create(set);

		expect(sent.map(({ method }) => method)).toEqual(['GET']);
		expect(error?.message).toContain(says);
	});
});

describe('Google Gemini', () => {
	const credential = { service: 'gemini', baseUrl: 'https://videos.example.com/v1' };
	const veo = { ...withoutWait, ...modelOf('veo-3.1-generate-preview') };

	it.each<{ name: string; set: INodeParameters; parameters: object }>([
		{
			name: 'the shortest',
			set: {},
			parameters: { durationSeconds: 4, aspectRatio: '16:9', resolution: '720p' },
		},
		{
			name: 'the only length of 1080p',
			set: { resolution: '1080p', aspectRatio: '9:16' },
			parameters: { durationSeconds: 8, aspectRatio: '9:16', resolution: '1080p' },
		},
	])('gets $name', async ({ set, parameters }) => {
		const path = '/models/veo-3.1-generate-preview:predictLongRunning';
		bench.expect(`POST ${path}`, { name: 'models/veo-3.1-generate-preview/operations/op1' });

		const { sent, error } = await bench.run('create', { ...veo, ...set }, { credential });

		expect(error).toBeUndefined();
		expect(await fieldsOf(sent[0])).toMatchObject({ parameters });
	});

	it.each<{ set: INodeParameters; says: string }>([
		{ set: { model: '' }, says: 'Google Gemini needs a Model: choose one from the list' },
		{ set: { aspectRatio: 'exact' }, says: 'Google Gemini has no Exact Size' },
		{ set: { audio: 'off' }, says: 'Google Gemini has no Audio' },
		{
			set: { modelSettings: { fps: 24 } },
			says: 'Google Gemini has no Model Settings other than Seed and Negative Prompt',
		},
		{
			set: { firstFrame: 'fileId', firstFrameFileId: 'file-9' },
			says: 'Google Gemini has no First Frame from a File ID',
		},
		{
			set: { referenceImages: { image: [{ from: 'binary' }] }, seconds: '4' },
			says: 'veo-3.1-generate-preview makes 8 s with Reference Images; Duration is 4',
		},
	])('is not asked for what it does not have: $set', async ({ set, says }) => {
		const items = pngItem(64, 48);
		const { sent, error } = await bench.run('create', { ...veo, ...set }, { credential, items });

		expect(sent).toEqual([]);
		expect(error?.message).toContain(says);
	});
});
