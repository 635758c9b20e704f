import { videoSchema } from '../../../../nodes/Sora/services/video';
import { simpleVideoJson, videoItem, videoJson } from '../../../../nodes/Sora/output/videoItem';
import { fixture } from '../../../support/fixtures';

const completed = videoSchema.parse(fixture('openai.video.completed').body);
const bare = videoSchema.parse({ id: 'v1', status: 'warming' });

describe('a video as an item', () => {
	it('is what the server sent, brought to one form, with times, duration and price', () => {
		expect(videoJson(completed)).toEqual({
			...(fixture('openai.video.completed').body as object),
			error: undefined,
			serverStatus: 'completed',
			seconds: 8,
			createdAt: '2026-11-20T23:56:40.000Z',
			completedAt: '2026-11-20T23:58:16.000Z',
			expiresAt: '2026-11-21T00:58:16.000Z',
			renderSeconds: 96,
			estimatedCostUsd: 0.8,
		});
	});

	it('keeps the fields that only one server has', () => {
		const video = videoSchema.parse(fixture('vllm-omni.video.completed').body);

		expect(videoJson(video)).toMatchObject({
			inference_time_s: 186.42,
			file_name: video.id + '.mp4',
		});
	});

	it('keeps the server’s own word for its status', () => {
		expect(videoJson(bare)).toMatchObject({ status: 'in_progress', serverStatus: 'warming' });
	});

	it('without times and price has none', () => {
		expect(videoJson(bare)).toMatchObject({ createdAt: null, completedAt: null, expiresAt: null });
		expect(videoJson(bare)).not.toHaveProperty('renderSeconds');
		expect(videoJson(bare)).not.toHaveProperty('estimatedCostUsd');
	});

	it('never has a top-level error, for which n8n would run the node and pay again', () => {
		const failed = videoSchema.parse(fixture('openai.video.failed').body);

		expect(videoJson(failed)).not.toHaveProperty('error');
		expect(videoJson(failed)).toMatchObject({
			failure: {
				code: 'moderation_blocked',
				message: 'The request was stopped by the moderation system.',
			},
		});
	});

	it.each([1e20, Number.MAX_VALUE])('survives a time that is none (%d)', (created_at) => {
		const video = videoSchema.parse({ id: 'v1', status: 'queued', created_at });

		expect(videoJson(video)).toMatchObject({ createdAt: null });
	});
});

it('the short form has the ten fields most workflows need', () => {
	expect(simpleVideoJson(completed)).toEqual({
		id: 'video_6920a0ffeed081909d3c5b7a1e2f40880b1c2d3e4f506172',
		status: 'completed',
		prompt: 'A paper boat drifts down a rain-soaked street at dusk, slow tracking shot.',
		model: 'sora-2',
		seconds: 8,
		size: '1280x720',
		progress: 100,
		createdAt: '2026-11-20T23:56:40.000Z',
		completedAt: '2026-11-20T23:58:16.000Z',
		expiresAt: '2026-11-21T00:58:16.000Z',
	});
});

describe('why a render failed', () => {
	const forms = [
		{ form: 'the whole form', json: videoJson },
		{ form: 'the short form', json: simpleVideoJson },
	];

	it.each(forms)('stands in $form', ({ json }) => {
		const failed = videoSchema.parse(fixture('openai.video.failed').body);

		expect(json(failed)).toMatchObject({
			status: 'failed',
			failure: {
				code: 'moderation_blocked',
				message: 'The request was stopped by the moderation system.',
			},
		});
		expect(json(failed)).not.toHaveProperty('error');
	});

	it.each(forms)('is not said of a completed video with an empty error, in $form', ({ json }) => {
		const video = videoSchema.parse({ id: 'v1', status: 'completed', error: {} });

		expect(json(video)).not.toHaveProperty('failure');
	});
});

describe('an output item', () => {
	it('is paired with the item it came from, with its files and what is to be added', () => {
		const binary = { data: { data: '', mimeType: 'video/mp4' } };
		const extra = { missingFiles: ['thumbnail'] };

		expect(videoItem(3, bare, { simplify: true, binary, extra })).toEqual({
			json: { ...simpleVideoJson(bare), ...extra },
			binary,
			pairedItem: { item: 3 },
		});
	});

	it('without files has no empty place for them', () => {
		expect(videoItem(0, bare, { simplify: false, binary: {} })).toEqual({
			json: videoJson(bare),
			pairedItem: { item: 0 },
		});
	});
});
