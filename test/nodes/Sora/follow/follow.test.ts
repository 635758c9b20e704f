import { videoSchema, type Video } from '../../../../nodes/Sora/services/video';
import { followRenders } from '../../../../nodes/Sora/follow/follow';
import { hang, json, reset } from '../../../support/answers';
import type { FakeOptions } from '../../../support/fakeContext';
import { fixture } from '../../../support/fixtures';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';

const lab = useLab();

const minutes = 60_000;
const limits = { giveUpAfterMs: 15 * minutes, giveUpQueuedAfterMs: 20 * minutes };

const at = (status: string, more: object = {}): Answer => json({ id: 'v1', status, ...more });
const first = (status: string, more: object = {}): Video =>
	videoSchema.parse({ id: 'v1', status, ...more });

interface Given {
	video?: Video;
	stop?: AbortSignal;
	options?: FakeOptions;
}

/** Follows a render to its end, or to the error that ends it. */
async function follow({ video = first('queued'), stop, options }: Given = {}): Promise<unknown> {
	const { server } = await lab.open(options);
	return await lab.run(followRenders(server, limits, stop).untilEnded(video)).then(
		(ended) => ended.video,
		(error: unknown) => error,
	);
}

const look = 'GET /v1/videos/v1';

describe('a render is followed to its end', () => {
	it('with looks that become rarer', async () => {
		lab.home.plan(at('queued'), at('processing'), at('running'), at('SUCCESS'));

		expect(await follow()).toMatchObject({ status: 'completed', serverStatus: 'SUCCESS' });
		expect(lab.home.lines).toEqual(Array(4).fill(look));
		expect(lab.elapsedMs()).toBeCloseTo(2_000 + 2_800 + 3_920 + 5_488, -1);
	});

	it('at the pace the server asks for', async () => {
		lab.home.plan(
			json({ id: 'v1', status: 'queued' }, 200, { 'openai-poll-after-ms': '10000' }),
			at('completed'),
		);

		await follow();

		expect(lab.elapsedMs()).toBe(2_000 + 10_000);
	});

	it.each(['completed', 'failed'])('without a look when it has %s already', async (status) => {
		expect(await follow({ video: first(status) })).toMatchObject({ status });
		expect(lab.home.lines).toEqual([]);
	});

	it('also when that is a failure with a status of its own', async () => {
		const { bytes, status } = fixture('vllm-omni.video.failed');
		lab.home.plan((response) => void response.writeHead(status).end(bytes));

		expect(await follow()).toMatchObject({ status: 'failed', failure: { code: '500' } });
	});

	it('under the id it was created with, with all that is known of it', async () => {
		const video = first('queued', { prompt: 'a boat', seconds: '4', size: '1x1', model: 'm' });
		lab.home.plan(json({ id: 'other', status: 'completed', seconds: 5 }));

		expect(await follow({ video })).toMatchObject({
			id: 'v1',
			prompt: 'a boat',
			seconds: 5,
			size: '1x1',
			model: 'm',
		});
	});
});

describe('a lost look does not lose the render:', () => {
	it.each([
		{ name: 'a broken connection', answer: reset },
		{ name: 'silence', answer: hang },
		{ name: 'a server error', answer: json({}, 500) },
		{ name: 'a page of a proxy', answer: json('<html>', 502) },
		{ name: 'a rate limit', answer: json({}, 429) },
		{ name: 'a conflict', answer: json({}, 409) },
		{ name: 'a page in place of the video', answer: json('<html>') },
	])('$name, ten times in a row', async ({ answer }) => {
		lab.home.plan(...Array<Answer>(10).fill(answer), at('completed'));

		expect(await follow()).toMatchObject({ status: 'completed' });
		expect(lab.home.lines).toHaveLength(11);
	});

	it('a rate limit is waited out as long as it says', async () => {
		lab.home.plan(json({}, 429, { 'retry-after': '45' }), at('completed'));

		await follow();

		expect(lab.elapsedMs()).toBe(2_000 + 45_000);
	});

	it.each([404, 403, 400])('a %d for a moment, as for an id that is quite new', async (status) => {
		const no = json({}, status);
		lab.home.plan(no, no, at('queued'), no, no, at('completed'));

		expect(await follow()).toMatchObject({ status: 'completed' });
	});
});

describe('a render that cannot be followed is an error with its id:', () => {
	it.each([
		{ name: 'a key that is refused', answer: json({}, 401), kind: 'auth', looks: 1 },
		{ name: 'a key that may not see it', answer: json({}, 403), kind: 'auth', looks: 3 },
	])('$name', async ({ answer, kind, looks }) => {
		lab.home.always(answer);

		expect(await follow()).toMatchObject({ kind, details: { videoId: 'v1' } });
		expect(lab.home.lines).toEqual(Array(looks).fill(look));
	});

	it('a page in place of the video for a quarter of an hour', async () => {
		lab.home.always(json('<html>'));

		expect(await follow()).toMatchObject({ kind: 'notSupported', details: { videoId: 'v1' } });
		expect(lab.elapsedMs()).toBeGreaterThanOrEqual(15 * minutes);
		expect(lab.elapsedMs()).toBeLessThan(17 * minutes);
	});

	it('an id that is still unknown after a minute', async () => {
		lab.home.always(json({}, 404));

		expect(await follow()).toMatchObject({ kind: 'notFound', details: { videoId: 'v1' } });
		expect(lab.elapsedMs()).toBeGreaterThan(60_000);
		expect(lab.elapsedMs()).toBeLessThan(2 * minutes);
	});

	it('a server that is gone for a quarter of an hour', async () => {
		lab.home.always(reset);

		expect(await follow()).toMatchObject({
			kind: 'serverUnreachable',
			details: { videoId: 'v1' },
		});
		expect(lab.elapsedMs() / minutes).toBeCloseTo(15, 0);
	});
});

describe('a render is given up', () => {
	it('when it has not ended in time, with a last look at the deadline', async () => {
		lab.home.always(at('in_progress'));

		expect(await follow({ video: first('in_progress') })).toMatchObject({
			kind: 'timeout',
			message: 'The render has not ended after 15 minutes',
			details: {
				videoId: 'v1',
				advice: expect.stringMatching(
					/may cost money: do not create it again.*Download with the Video ID v1.*Limits → Give Up After \(Minutes\)/,
				) as string,
			},
		});
		expect(lab.elapsedMs()).toBe(15 * minutes);
	});

	it('not while it waits in the queue for its own, longer time', async () => {
		lab.home.always(at('queued'));

		expect(await follow()).toMatchObject({
			kind: 'timeout',
			message: "The render is still waiting in the server's queue after 20 minutes",
			details: {
				advice: expect.stringContaining('Limits → Give Up Queued After (Minutes)') as string,
			},
		});
		expect(lab.elapsedMs()).toBe(20 * minutes);
	});

	it('counted from when it left the queue', async () => {
		const leavesQueueMs = 10 * minutes;
		lab.home.always((response, request) =>
			at(lab.elapsedMs() < leavesQueueMs ? 'queued' : 'in_progress')(response, request),
		);

		expect(await follow()).toMatchObject({ kind: 'timeout' });
		expect(lab.elapsedMs()).toBeGreaterThanOrEqual(25 * minutes);
		expect(lab.elapsedMs()).toBeLessThanOrEqual(25 * minutes + 12_000);
	});

	it('also when it goes back to the queue again and again', async () => {
		let looks = 0;
		lab.home.always((response, request) =>
			at(looks++ % 2 === 0 ? 'processing' : 'unknown')(response, request),
		);

		expect(await follow()).toMatchObject({ kind: 'timeout' });
		expect(lab.elapsedMs()).toBe(15 * minutes + 2_000);
	});

	it('not when it ends at the very last look', async () => {
		lab.home.always((response, request) =>
			at(lab.elapsedMs() < 15 * minutes ? 'in_progress' : 'completed')(response, request),
		);

		expect(await follow({ video: first('in_progress') })).toMatchObject({ status: 'completed' });
	});
});

describe('the Stop button ends the wait at once', () => {
	it('in the pause between two looks', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 1_000);

		expect(await follow({ options: { cancelSignal: cancel.signal } })).toMatchObject({
			kind: 'cancelled',
			details: { advice: expect.stringContaining('may cost money') as string },
		});
		expect(lab.elapsedMs()).toBe(1_000);
		expect(lab.home.lines).toEqual([]);
	});

	it('in the middle of a look', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 5_000);
		lab.home.plan(hang);

		expect(await follow({ options: { cancelSignal: cancel.signal } })).toMatchObject({
			kind: 'cancelled',
			details: { videoId: 'v1' },
		});
		expect(lab.elapsedMs()).toBe(5_000);
	});

	it('and so does a neighbour that failed', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 1_000);

		expect(await follow({ stop: stop.signal })).toMatchObject({ kind: 'cancelled' });
		expect(lab.elapsedMs()).toBe(1_000);
	});
});
