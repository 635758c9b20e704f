import { parseEvent } from '../../../../nodes/Sora/webhooks/event';
import { fixture } from '../../../support/fixtures';
import { eventBody } from './deliveries';

const both = ['video.completed', 'video.failed'];

const parse = (body: string | Buffer, wanted: readonly string[] = both) =>
	parseEvent(Buffer.from(body), wanted);

describe('an event that is wanted', () => {
	it.each(['webhook.video.completed', 'webhook.video.failed'])('is read from %s', (name) => {
		expect(parse(fixture(name).bytes)).toEqual({
			kind: 'wanted',
			event: {
				id: 'evt_6920a1b2c3d48190',
				type: name.slice('webhook.'.length),
				createdAtSeconds: 1_795_219_198,
				videoId: 'video_6920a0ffeed081909d',
			},
		});
	});

	it.each([
		{ name: 'missing', created: undefined },
		{ name: 'null', created: null },
		{ name: 'text', created: '2026-11-21' },
		{ name: 'no number that JSON knows', created: 'NaN' },
	])('starts the workflow although its time is $name', ({ created }) => {
		expect(parse(eventBody({ created_at: created }))).toMatchObject({
			kind: 'wanted',
			event: { createdAtSeconds: null },
		});
	});

	it('may hold more than we know', () => {
		const body = eventBody({ data: { id: 'video_1', status: 'completed' }, livemode: true });

		expect(parse(body)).toMatchObject({ kind: 'wanted', event: { videoId: 'video_1' } });
	});

	it('keeps an id of any letters as it is', () => {
		expect(parse(eventBody({ data: { id: 'bGk+/é🎬==' } }))).toMatchObject({
			event: { videoId: 'bGk+/é🎬==' },
		});
	});
});

describe('an event that is not wanted', () => {
	it.each([
		{ name: 'the other end of a render', body: eventBody({ type: 'video.failed' }) },
		{ name: 'another kind of event', body: eventBody({ type: 'response.completed' }) },
		{ name: 'one with data of another shape', body: '{"type":"batch.failed","data":[1]}' },
		{ name: 'one of another server', body: fixture('openrouter.webhook.completed').bytes },
		{ name: 'a name that only begins like ours', body: eventBody({ type: 'video.completed2' }) },
		{ name: 'our name in capitals', body: eventBody({ type: 'VIDEO.COMPLETED' }) },
	])('is told from a broken one: $name', ({ body }) => {
		expect(parse(body, ['video.completed'])).toEqual({ kind: 'unwanted' });
	});
});

describe('a body that is no event', () => {
	it.each([
		...['', ' ', 'null', 'true', '7', '"video.completed"', '[]', '{}', '{', 'id=evt&type=video'],
		...['{"type":7}', '{"type":""}', '{"type":null,"id":"evt"}', '\ufeff{}'],
		eventBody({ id: undefined }),
		eventBody({ id: '' }),
		eventBody({ id: 7 }),
		eventBody({ id: 'x'.repeat(4_097) }),
		eventBody({ data: { id: 'x'.repeat(4_097) } }),
		eventBody({ data: undefined }),
		eventBody({ data: null }),
		eventBody({ data: 'video_1' }),
		eventBody({ data: [] }),
		eventBody({ data: {} }),
		eventBody({ data: { id: '' } }),
		eventBody({ data: { id: 7 } }),
		'['.repeat(100_000),
	])('is refused: %#', (body) => {
		expect(parse(body)).toEqual({ kind: 'malformed' });
	});

	it('is refused when it is bytes', () => {
		expect(parse(Buffer.from([0xff, 0xfe, 0x00, 0x80]))).toEqual({ kind: 'malformed' });
	});
});
