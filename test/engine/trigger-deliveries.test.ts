import { z } from 'zod';

import { signDelivery } from '../../simulator';
import { stagePerTest, type Stage } from './stage';
import { triggerStagePerTest, type TriggerStage } from './triggerStage';

const openStage = stagePerTest();
const openN8n = triggerStagePerTest();

async function open(): Promise<{ stage: Stage; n8n: TriggerStage }> {
	const stage = await openStage();
	const n8n = await openN8n(stage);
	await n8n.activate();
	return { stage, n8n };
}

/** Requests for the details of a video. */
const looks = (stage: Stage) => stage.sent().filter(({ route }) => route === 'status').length;

const keptEndpoint = (n8n: TriggerStage) =>
	z.object({ endpointId: z.string(), signingSecret: z.string() }).parse(n8n.kept());

describe('a delivery that something is wrong with starts the workflow once, in the end', () => {
	it.each([
		{ delivery: 'duplicate' as const, answers: [200, 200] },
		{ delivery: 'twoAtOnce' as const, answers: [200, 200] },
		{ delivery: 'wrongSignature' as const, answers: [401, 200] },
		{ delivery: 'oldTimestamp' as const, answers: [401, 200] },
		{ delivery: 'unsigned' as const, answers: [401, 200] },
	])('$delivery', async ({ delivery, answers }) => {
		const { stage, n8n } = await open();
		stage.simulator.order({ delivery });

		await stage.renderVideos('a paper boat');
		await n8n.settle(2);

		expect(n8n.answers).toEqual(answers);
		expect(n8n.runs.map((run) => run.items('Good').length)).toEqual([1]);
		expect(looks(stage)).toBe(1);
		expect(stage.simulator.deliveries).toMatchObject([{ state: 'delivered' }]);
	});

	it('while the server shows no videos', async () => {
		const { stage, n8n } = await open();
		stage.simulator.order({ match: { path: 'status' }, fault: { kind: 'html' }, times: 5 });

		await stage.renderVideos('a paper boat');
		await n8n.settle(3);

		expect(n8n.answers).toEqual([503, 503, 200]);
		expect(n8n.runs).toHaveLength(1);
		expect(looks(stage)).toBe(6);
	});

	it('twice at once while the server shows no videos', async () => {
		const { stage, n8n } = await open();
		stage.simulator.order({ delivery: 'twoAtOnce' });
		stage.simulator.order({ match: { path: 'status' }, fault: { kind: 'reset' }, times: 2 });

		await stage.renderVideos('a paper boat');
		await n8n.settle(3);

		expect(n8n.answers).toEqual([503, 503, 200]);
		expect(n8n.runs).toHaveLength(1);
	});
});

it('many renders that end at the same moment start a run each', async () => {
	const { stage, n8n } = await open();
	const prompts = Array.from({ length: 8 }, (_, index) => `take ${index}`);
	for (const prompt of prompts) await n8n.ask('POST', '/videos', { prompt });

	await n8n.settle(8);

	const started = n8n.runs.flatMap((run) => run.items('Good').map(({ json }) => json.video));
	expect(
		started.map((video) => z.object({ prompt: z.string() }).parse(video).prompt).sort(),
	).toEqual([...prompts].sort());
	const { seen: stored } = z.object({ seen: z.string() }).parse(n8n.kept());
	const seen = z.array(z.tuple([z.string(), z.number()])).parse(JSON.parse(stored));
	expect(seen.map(([id]) => id).sort()).toEqual(
		stage.simulator.deliveries.map(({ id }) => id).sort(),
	);
});

it('a sender that never signs right starts nothing in all its 72 hours', async () => {
	const { stage, n8n } = await open();
	stage.simulator.order({ delivery: 'wrongSignature', times: 100 });

	await stage.renderVideos('a paper boat');
	await n8n.settle(11);

	expect(new Set(n8n.answers)).toEqual(new Set([401]));
	expect(n8n.runs).toEqual([]);
	expect(looks(stage)).toBe(0);
	expect(stage.simulator.deliveries).toMatchObject([{ state: 'failed' }]);
});

describe('a secret that was replaced at the server', () => {
	const hourMs = 3_600_000;
	const wait = async (stage: Stage, ms: number) =>
		await stage.settle(new Promise<void>((resolve) => void setTimeout(resolve, ms)));

	it('with the old one signing along for a day', async () => {
		const { stage, n8n } = await open();
		await n8n.ask('POST', `/webhook_endpoints/${keptEndpoint(n8n).endpointId}/rotate_secret`, {
			keep_old_secret_active_for_24_hours: true,
		});

		await wait(stage, 23 * hourMs);
		await stage.renderVideos('a paper boat');
		await n8n.settle(1);

		expect(n8n.answers).toEqual([200]);
		expect(n8n.runs).toHaveLength(1);
	});

	it('lets nothing in, and is known again after switching the workflow off and on', async () => {
		const { stage, n8n } = await open();
		await n8n.ask('POST', `/webhook_endpoints/${keptEndpoint(n8n).endpointId}/rotate_secret`, {});
		await stage.renderVideos('a paper boat');
		await n8n.settle(1);
		expect(n8n.answers).toEqual([401]);

		await n8n.deactivate();
		await n8n.activate();
		await stage.renderVideos('a paper plane');
		await n8n.settle(2);

		expect(n8n.answers).toEqual([401, 200]);
		expect(n8n.runs.map((run) => run.items('Good')[0]?.json.video)).toMatchObject([
			{ prompt: 'a paper plane' },
		]);
	});
});

describe('whoever knows the address but no secret', () => {
	const body = JSON.stringify({
		id: 'evt_1',
		type: 'video.completed',
		created_at: 1,
		data: { id: 'video_forged' },
	});
	const signedBy = (secret: string, { clock }: Stage, id = 'wh_1', text = body) => {
		const seconds = String(Math.floor(clock.now() / 1000));
		return {
			'webhook-id': id,
			'webhook-timestamp': seconds,
			'webhook-signature': signDelivery([secret], id, seconds, text),
		};
	};

	it.each([
		{ name: 'without a signature', secret: undefined },
		{ name: 'with a secret of his own', secret: 'whsec_bWluZQ==' },
		{ name: 'with an empty secret', secret: 'whsec_' },
		{ name: 'with the key of the API', secret: 'sk-simulator' },
	])('starts nothing and makes the node ask nothing: $name', async ({ secret }) => {
		const { stage, n8n } = await open();

		const reply = await n8n.send(secret === undefined ? {} : signedBy(secret, stage), body);

		expect(reply).toEqual({ status: 401, text: 'not accepted' });
		expect(n8n.runs).toEqual([]);
		expect(looks(stage)).toBe(0);
	});

	it('starts nothing by sending again what he has caught', async () => {
		const { stage, n8n } = await open();
		const { signingSecret } = keptEndpoint(n8n);
		const [videoId = ''] = await stage.renderVideos('a paper boat');
		await n8n.settle(1);
		const caught = body.replace('video_forged', videoId);
		const headers = signedBy(signingSecret, stage, 'wh_caught', caught);
		await n8n.send(headers, caught);
		expect(n8n.runs).toHaveLength(2);

		const replies = [await n8n.send(headers, caught)];
		n8n.restart();
		replies.push(await n8n.send(headers, caught));
		await stage.settle(new Promise<void>((resolve) => void setTimeout(resolve, 301_000)));
		replies.push(await n8n.send(headers, caught));

		expect(replies.map(({ status, text }) => `${status} ${text}`)).toEqual([
			'200 seen before',
			'200 seen before',
			'401 not accepted',
		]);
		expect(n8n.runs).toHaveLength(2);
	});

	it('starts nothing with more than a mebibyte', async () => {
		const { stage, n8n } = await open();

		const reply = await n8n.send(signedBy('x', stage), `{"x":"${'x'.repeat(1024 * 1024)}"}`);

		expect([reply.status, n8n.runs.length]).toEqual([413, 0]);
	});

	it('starts nothing at a trigger registered by hand', async () => {
		const stage = await openStage({ credential: { webhookSecret: 'whsec_c2VjcmV0' } });
		const n8n = await openN8n(stage, { registration: 'manual' });
		await n8n.activate();

		const reply = await n8n.send(signedBy('whsec_bWluZQ==', stage), body);

		expect([reply.status, n8n.runs.length]).toEqual([401, 0]);
	});
});
