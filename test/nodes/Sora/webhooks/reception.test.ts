import { installClock, type Clock } from '../../../support/clock';
import { fixture } from '../../../support/fixtures';
import { mockRequests } from '../../../support/mockAgent';
import { eventBody, eventVideoId, sentAtMs, sentAtSeconds, signedDelivery } from './deliveries';
import { openTrigger } from './openTrigger';

const agent = mockRequests();
const origin = 'https://videos.example.com';
const videoPath = `/v1/videos/${eventVideoId}`;

let clock: Clock;
beforeEach(() => {
	clock = installClock({ now: sentAtMs });
});
afterEach(() => clock.restore());

interface LookOptions {
	delayMs?: number;
	path?: string;
	server?: string;
}

function answerLook(
	name: string,
	{ delayMs, path = videoPath, server = origin }: LookOptions = {},
) {
	const { status, headers, bytes } = fixture(name);
	const look = agent().get(server).intercept({ path }).reply(status, bytes, { headers });
	if (delayMs !== undefined) look.delay(delayMs);
}

const breakLook = () =>
	agent()
		.get(origin)
		.intercept({ path: videoPath })
		.replyWithError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));

const lines = (sent: Array<{ method: string; url: string }>) =>
	sent.map(({ method, url }) => `${method} ${url}`);

const lookLine = `GET ${origin}${videoPath}`;

describe('the details of the video', () => {
	it('are fetched with the credential, once', async () => {
		answerLook('openai.video.completed');
		const trigger = openTrigger();

		await clock.run(trigger.deliver(signedDelivery()));

		expect(lines(trigger.sent)).toEqual([lookLine]);
		expect(trigger.sent[0]?.headers).toMatchObject({ authorization: 'Bearer sk-test-key' });
		expect(clock.now()).toBe(sentAtMs);
	});

	it.each([
		{ name: 'a failure of the server', first: () => answerLook('openai.error.502-html') },
		{ name: 'too many requests', first: () => answerLook('openai.error.429') },
		{ name: 'a page that is no video', first: () => answerLook('openai.list') },
		{
			name: 'a 404 of a server that lags behind its events',
			first: () => answerLook('openai.error.404-video'),
		},
		{ name: 'a broken connection', first: () => breakLook() },
		{
			name: 'no answer in time',
			first: () => answerLook('openai.video.completed', { delayMs: 60_000 }),
		},
	])('are looked for once more after $name', async ({ first }) => {
		first();
		answerLook('openai.video.completed');
		const trigger = openTrigger();

		const reply = await clock.run(trigger.deliver(signedDelivery()));

		expect(reply).toMatchObject({ status: 200, body: 'accepted' });
		expect(lines(trigger.sent)).toEqual([lookLine, lookLine]);
		expect(clock.now() - sentAtMs).toBeGreaterThanOrEqual(1_500);
		expect(clock.now() - sentAtMs).toBeLessThanOrEqual(2_500);
		expect(trigger.logged).toEqual([]);
	});

	it('keep the sender waiting for no more than five seconds', async () => {
		answerLook('openai.video.completed', { delayMs: 60_000 });
		answerLook('openai.video.completed', { delayMs: 60_000 });
		const trigger = openTrigger();

		const reply = await clock.run(trigger.deliver(signedDelivery()));

		expect(reply).toEqual({ status: 503, body: 'try again later', items: undefined });
		expect(clock.now() - sentAtMs).toBe(5_000);
		expect(trigger.staticData).toEqual({});
	});

	it.each([
		'openai.error.401',
		'openai.error.429-quota',
		'openai.error.502-html',
		'openai.error.400-size',
	])(
		'that cannot be had (%s) make the sender come again, so that nothing is lost',
		async (name) => {
			answerLook(name);
			answerLook(name);
			const trigger = openTrigger();
			const delivery = signedDelivery();

			expect(await clock.run(trigger.deliver(delivery))).toMatchObject({ status: 503 });

			answerLook('openai.video.completed');
			expect(await clock.run(trigger.deliver(delivery))).toMatchObject({
				status: 200,
				items: [{}],
			});
		},
	);

	it.each([
		{
			name: 'a key that the server refuses',
			answer: 'openai.error.401',
			says: /Check the API Key/,
		},
		{
			name: 'a server that shows no videos',
			answer: 'litellm.error.405-delete',
			says: /turn off Include Video Details/,
		},
		{ name: 'an answer that is no video', answer: 'openai.list', says: /Check the Base URL/ },
	])(
		'that cannot be had are told in the log, once for a delivery: $name',
		async ({ answer, says }) => {
			answerLook(answer);
			answerLook(answer);
			const trigger = openTrigger();
			const delivery = signedDelivery();

			const replies = await clock.run(
				Promise.all([trigger.deliver(delivery), trigger.deliver(delivery)]),
			);

			expect(replies.map(({ status }) => status)).toEqual([503, 503]);
			expect(trigger.logged).toEqual([expect.stringMatching(says)]);
			expect(trigger.logged[0]).toContain(eventVideoId);
		},
	);

	it('that cannot be had are told without the key, though the server repeats it', async () => {
		agent()
			.get(origin)
			.intercept({ path: videoPath })
			.reply(401, JSON.stringify({ error: { message: 'Incorrect API key: sk-test-key' } }))
			.times(2);
		const trigger = openTrigger();

		await clock.run(trigger.deliver(signedDelivery()));

		expect(trigger.logged).toEqual([expect.stringContaining('Incorrect API key: •••')]);
		expect(trigger.logged.join()).not.toMatch(/sk-test-key|whsec/);
	});

	it('are not called invented by one look of two', async () => {
		answerLook('openai.error.502-html');
		answerLook('openai.error.404-video');

		expect(await clock.run(openTrigger().deliver(signedDelivery()))).toMatchObject({ status: 503 });
	});

	it.each([
		{ name: 'OpenAI', answer: 'openai.error.404-video' },
		{ name: 'vLLM-Omni', answer: 'vllm-omni.error.404' },
		{ name: 'new-api, which answers 400', answer: 'new-api.error.task_not_exist' },
	])('of an invented video are null: the test event of $name', async ({ answer }) => {
		answerLook(answer);
		answerLook(answer);
		const trigger = openTrigger();

		const reply = await clock.run(trigger.deliver(signedDelivery()));

		expect(reply).toMatchObject({
			status: 200,
			body: 'accepted',
			items: [{ json: { video: null } }],
		});
		expect(lines(trigger.sent)).toEqual([lookLine, lookLine]);
		expect(clock.now() - sentAtMs).toBe(1_500);
		expect(trigger.logged).toEqual([]);
	});

	it('of a failed render arrive although the server answers with the failure', async () => {
		const { body } = fixture('vllm-omni.video.failed');
		answerLook('vllm-omni.video.failed');
		const trigger = openTrigger({ parameters: { events: ['video.failed'] } });
		const delivery = signedDelivery({ body: eventBody({ type: 'video.failed' }) });

		const reply = await clock.run(trigger.deliver(delivery));

		expect(body).toMatchObject({ status: 'failed' });
		expect(reply.items).toMatchObject([{ json: { video: { status: 'failed', failure: {} } } }]);
	});

	it('are not asked for when the user does not want them', async () => {
		const trigger = openTrigger({ parameters: { includeDetails: false } });

		const reply = await trigger.deliver(signedDelivery());

		expect(reply.items?.[0]?.json.video).toEqual({ id: eventVideoId });
		expect(trigger.sent).toEqual([]);
	});

	it('are asked for at an address that no id can leave', async () => {
		answerLook('openai.video.completed', { path: '/v1/videos/..%2Fmodels%3Fa%3Db' });
		const trigger = openTrigger();
		const body = eventBody({ data: { id: '../models?a=b' } });

		await clock.run(trigger.deliver(signedDelivery({ body })));

		expect(lines(trigger.sent)).toEqual([`GET ${origin}/v1/videos/..%2Fmodels%3Fa%3Db`]);
	});
});

describe('nothing of a forged request is used', () => {
	it.each([
		{ name: 'its video', body: eventBody({ data: { id: 'video_forged' } }) },
		{ name: 'its type', body: eventBody({ type: 'video.failed' }) },
		{ name: 'its shape', body: '{"data":' },
	])('$name', async ({ body }) => {
		const trigger = openTrigger({ parameters: { events: ['video.completed', 'video.failed'] } });
		const { headers } = signedDelivery();

		const reply = await trigger.deliver({ headers, rawBody: Buffer.from(body) });

		expect(reply).toEqual({ status: 401, body: 'not accepted', items: undefined });
		expect(trigger.sent).toEqual([]);
		expect(trigger.staticData).toEqual({});
	});

	it('its id, which a real delivery may have', async () => {
		const trigger = openTrigger({ parameters: { includeDetails: false } });
		const real = signedDelivery();

		await trigger.deliver({ ...real, rawBody: Buffer.from('{}') });

		expect(await trigger.deliver(real)).toMatchObject({ status: 200, body: 'accepted' });
	});
});

describe('what n8n keeps', () => {
	const quiet = { parameters: { includeDetails: false } };

	it('makes a delivery of before a restart known', async () => {
		const delivery = signedDelivery();
		const before = openTrigger(quiet);
		await before.deliver(delivery);

		const staticData = structuredClone(before.staticData);
		const after = openTrigger({ ...quiet, staticData });

		expect(await after.deliver(delivery)).toEqual({
			status: 200,
			body: 'seen before',
			items: undefined,
		});
	});

	it('stays bounded: a thousand deliveries, the oldest out', async () => {
		const seen = Array.from({ length: 1_000 }, (_, index) => [
			`wh_old_${index}`,
			sentAtSeconds - 1_000 + index,
		]);
		const { deliver, staticData } = openTrigger({ ...quiet, staticData: { seen } });

		await deliver(signedDelivery({ id: 'wh_new' }));

		expect(staticData.seen).toBe(JSON.stringify([...seen.slice(1), ['wh_new', sentAtSeconds]]));
	});

	it('forgets what is older than the repeats of the sender', async () => {
		const staticData = { seen: [['wh_old', sentAtSeconds - 72 * 3600 - 1]] };
		const trigger = openTrigger({ ...quiet, staticData });

		await trigger.deliver(signedDelivery({ id: 'wh_new' }));

		expect(trigger.staticData.seen).toBe(JSON.stringify([['wh_new', sentAtSeconds]]));
	});

	it('holds the endpoint beside it', async () => {
		const staticData = { endpointId: 'whe_1', signingSecret: 'whsec_a2VwdA==' };
		const trigger = openTrigger({ ...quiet, staticData: { ...staticData } });

		await trigger.deliver(signedDelivery({ id: 'wh_new' }));

		expect(trigger.staticData).toEqual({
			...staticData,
			seen: JSON.stringify([['wh_new', sentAtSeconds]]),
		});
	});

	it('is whole although n8n gives each of two deliveries at once a copy of its own', async () => {
		answerLook('openai.video.completed', { delayMs: 1_000 });
		answerLook('openai.video.completed');
		const node = { id: 'one-node-and-two-copies' };
		const [slow, quick] = [openTrigger({ node }), openTrigger({ node })];

		await clock.run(
			Promise.all([
				slow.deliver(signedDelivery({ id: 'wh_slow' })),
				quick.deliver(signedDelivery({ id: 'wh_quick' })),
			]),
		);

		expect(slow.staticData.seen).toBe(
			JSON.stringify([
				['wh_quick', sentAtSeconds],
				['wh_slow', sentAtSeconds],
			]),
		);
	});

	it('survives being unreadable', async () => {
		const trigger = openTrigger({ ...quiet, staticData: { seen: 'garbage' } });

		await trigger.deliver(signedDelivery({ id: 'wh_new' }));

		expect(trigger.staticData.seen).toBe(JSON.stringify([['wh_new', sentAtSeconds]]));
	});
});

describe('two at the same moment', () => {
	it('start one run', async () => {
		answerLook('openai.video.completed', { delayMs: 1_000 });
		const trigger = openTrigger();
		const delivery = signedDelivery();

		const replies = await clock.run(
			Promise.all([trigger.deliver(delivery), trigger.deliver(delivery)]),
		);

		expect(replies.map(({ body }) => body)).toEqual(['accepted', 'seen before']);
		expect(replies.filter(({ items }) => items)).toHaveLength(1);
		expect(lines(trigger.sent)).toEqual([lookLine]);
	});

	it('both come again when the details cannot be had', async () => {
		answerLook('openai.error.502-html', { delayMs: 1_000 });
		answerLook('openai.error.502-html', { delayMs: 1_000 });
		const trigger = openTrigger();
		const delivery = signedDelivery();

		const replies = await clock.run(
			Promise.all([trigger.deliver(delivery), trigger.deliver(delivery)]),
		);

		expect(replies.map(({ status }) => status)).toEqual([503, 503]);
		expect(lines(trigger.sent)).toEqual([lookLine, lookLine]);
	});

	it('of a listening test and of the active workflow are two, each with its run', async () => {
		const node = { id: 'one-node-in-both-modes' };
		const active = openTrigger({ parameters: { includeDetails: false }, node });
		const test = openTrigger({ parameters: { includeDetails: false }, node, mode: 'manual' });
		const delivery = signedDelivery();

		const replies = await Promise.all([active.deliver(delivery), test.deliver(delivery)]);

		expect(replies.map(({ items }) => items?.length)).toEqual([1, 1]);
	});
});
