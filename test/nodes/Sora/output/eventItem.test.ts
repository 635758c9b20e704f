import { videoSchema } from '../../../../nodes/Sora/services/video';
import { eventItem } from '../../../../nodes/Sora/output/eventItem';
import type { AcceptedEvent } from '../../../../nodes/Sora/webhooks/reception';
import { fixture, fixtureNames } from '../../../support/fixtures';

const event = {
	id: 'evt_1',
	type: 'video.completed',
	createdAtSeconds: 1_795_219_198,
	videoId: 'video_1',
};

const videoOf = (name: string) => videoSchema.parse(fixture(name).body);

const jsonFor = (video: AcceptedEvent['video'], simplify = true, changes: object = {}) =>
	eventItem({ event: { ...event, ...changes }, deliveryId: 'wh_1', video }, simplify).json;

it('an item says what happened, when, and by which delivery', () => {
	expect(jsonFor('notAsked')).toEqual({
		event: {
			id: 'evt_1',
			type: 'video.completed',
			createdAt: '2026-11-20T23:59:58.000Z',
			deliveryId: 'wh_1',
			videoId: 'video_1',
		},
		video: { id: 'video_1' },
	});
});

it('the item of a test event has no video, and names the invented one', () => {
	expect(jsonFor('unknown')).toMatchObject({ event: { videoId: 'video_1' }, video: null });
});

it.each([
	{ name: 'none', createdAtSeconds: null },
	{ name: 'out of range', createdAtSeconds: 1e300 },
])('an event whose time is $name still starts the workflow', ({ createdAtSeconds }) => {
	expect(jsonFor('notAsked', true, { createdAtSeconds })).toMatchObject({
		event: { createdAt: null },
	});
});

describe('a finished video', () => {
	const video = videoOf('openai.video.completed');

	it('has the ten simple fields', () => {
		expect(jsonFor(video).video).toEqual({
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

	it('has what the server sent beside them without Simplify', () => {
		expect(jsonFor(video, false).video).toMatchObject({
			object: 'video',
			created_at: 1_795_219_000,
			createdAt: '2026-11-20T23:56:40.000Z',
			serverStatus: 'completed',
			renderSeconds: 96,
			estimatedCostUsd: 0.8,
		});
	});
});

describe('a failed video is data', () => {
	it.each([true, false])('with its reason as `failure`, Simplify %s', (simplify) => {
		const json = jsonFor(videoOf('openai.video.failed'), simplify);

		expect(json.video).toMatchObject({
			status: 'failed',
			failure: {
				code: 'moderation_blocked',
				message: 'The request was stopped by the moderation system.',
			},
		});
		expect(json.video).not.toHaveProperty('error');
	});
});

describe('the video of any server', () => {
	const names = fixtureNames().filter((name) => videoSchema.safeParse(fixture(name).body).success);

	it('is among the fixtures', () => {
		expect(names.length).toBeGreaterThan(15);
	});

	it.each(names)('never has an error that n8n would take for a failed item: %s', (name) => {
		for (const simplify of [true, false]) {
			const json = jsonFor(videoOf(name), simplify);

			expect(Object.keys(json).sort()).toEqual(['event', 'video']);
			expect(json.video).not.toHaveProperty('error');
			expect(JSON.parse(JSON.stringify(json))).toEqual(json);
		}
	});
});
