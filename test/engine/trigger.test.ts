import { z } from 'zod';

import { stagePerTest } from './stage';
import { triggerStagePerTest } from './triggerStage';

const open = stagePerTest();
const openN8n = triggerStagePerTest();

const eventsOf = (n8n: { runs: Array<{ items: (node: string) => Array<{ json: object }> }> }) =>
	n8n.runs.map((run) => run.items('Good').map(({ json }) => json));

describe('a trigger that registers itself', () => {
	it('starts the workflow once when a render has ended, with the video', async () => {
		const stage = await open();
		const n8n = await openN8n(stage);
		await n8n.activate();

		const [videoId] = await stage.renderVideos('a paper boat');
		await n8n.settle(1);

		expect(n8n.answers).toEqual([200]);
		const [delivery] = stage.simulator.deliveries;
		expect(eventsOf(n8n)).toEqual([
			[
				{
					event: {
						id: z.object({ id: z.string() }).parse(JSON.parse(delivery?.body ?? '')).id,
						type: 'video.completed',
						createdAt: '2026-11-21T00:00:00.000Z',
						deliveryId: delivery?.id,
						videoId,
					},
					video: {
						id: videoId,
						status: 'completed',
						prompt: 'a paper boat',
						model: 'sora-2',
						seconds: 4,
						size: '720x1280',
						progress: 100,
						createdAt: '2026-11-21T00:00:00.000Z',
						completedAt: '2026-11-21T00:00:00.000Z',
						expiresAt: '2026-11-21T01:00:00.000Z',
					},
				},
			],
		]);
		expect(n8n.runs[0]?.status).toBe('success');
	});

	it('hears of a render that ends by itself, long after it was ordered', async () => {
		const stage = await open({ simulator: { renderMs: 20 * 60_000 } });
		const n8n = await openN8n(stage);
		await n8n.activate();

		await n8n.ask('POST', '/videos', { prompt: 'a slow boat' });
		await n8n.settle(1);

		expect(eventsOf(n8n)).toMatchObject([
			[{ video: { prompt: 'a slow boat', status: 'completed' } }],
		]);
		expect(stage.clock.now()).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 21, 0, 20));
	});

	it('registers the chosen events only, under the name of the workflow', async () => {
		const stage = await open();
		const n8n = await openN8n(stage, { events: ['video.failed'] });
		await n8n.activate();

		await stage.renderVideos('a paper boat', '[policy] a paper boat');
		await n8n.settle(1);

		expect(await n8n.ask('GET', '/webhook_endpoints')).toMatchObject({
			data: [
				{
					name: 'n8n: Finished videos (finished-videos)',
					url: n8n.url,
					event_types: ['video.failed'],
				},
			],
		});
		expect(eventsOf(n8n)).toMatchObject([
			[
				{
					event: { type: 'video.failed' },
					video: { status: 'failed', failure: { code: 'moderation_blocked' } },
				},
			],
		]);
		expect(n8n.runs[0]?.status).toBe('success');
	});

	it('is not registered twice by activating again', async () => {
		const n8n = await openN8n(await open());

		await n8n.activate();
		const kept = n8n.kept();
		await n8n.activate();

		expect(await n8n.registered()).toEqual([n8n.url]);
		expect(n8n.kept()).toEqual(kept);
	});

	it('is gone from the server when it is deactivated, and there again when activated', async () => {
		const stage = await open();
		const n8n = await openN8n(stage);
		await n8n.activate();

		await n8n.deactivate();
		expect(await n8n.registered()).toEqual([]);
		expect(n8n.kept()).toEqual({});

		await n8n.activate();
		await stage.renderVideos('a paper boat');
		await n8n.settle(1);
		expect(n8n.runs).toHaveLength(1);
	});

	it('is registered anew when somebody removed it at the server', async () => {
		const stage = await open();
		const n8n = await openN8n(stage);
		await n8n.activate();
		const { endpointId } = z.object({ endpointId: z.string() }).parse(n8n.kept());
		await n8n.ask('DELETE', `/webhook_endpoints/${endpointId}`);

		n8n.restart();
		await n8n.activate();
		await stage.renderVideos('a paper boat');
		await n8n.settle(1);

		expect(await n8n.registered()).toEqual([n8n.url]);
		expect(n8n.runs).toHaveLength(1);
	});

	it('deactivates although somebody removed it at the server', async () => {
		const n8n = await openN8n(await open());
		await n8n.activate();
		const { endpointId } = z.object({ endpointId: z.string() }).parse(n8n.kept());
		await n8n.ask('DELETE', `/webhook_endpoints/${endpointId}`);

		await n8n.deactivate();

		expect(n8n.kept()).toEqual({});
	});

	it('hears of the new events when they were changed', async () => {
		const stage = await open();
		const n8n = await openN8n(stage);
		await n8n.activate();

		n8n.restart({ events: ['video.failed'] });
		await n8n.activate();
		await stage.renderVideos('a paper boat', '[fail] a paper plane');
		await n8n.settle(1);

		expect(await n8n.registered()).toEqual([n8n.url]);
		expect(stage.simulator.deliveries).toHaveLength(1);
		expect(eventsOf(n8n)).toMatchObject([[{ video: { prompt: '[fail] a paper plane' } }]]);
	});

	it('knows its secret and its deliveries after a restart of n8n', async () => {
		const stage = await open();
		const n8n = await openN8n(stage);
		await n8n.activate();
		stage.simulator.order({ delivery: 'duplicate' });

		n8n.restart();
		await n8n.activate();
		await stage.renderVideos('a paper boat');
		await n8n.settle(2);

		expect(n8n.answers).toEqual([200, 200]);
		expect(n8n.runs).toHaveLength(1);
	});

	it.each([{}, { registration: 'manual' }])(
		'is left alone by a copy of its workflow, whether that is switched on or off (%j)',
		async (parameters) => {
			const stage = await open({ credential: { webhookSecret: 'whsec_b25l' } });
			const n8n = await openN8n(stage);
			await n8n.activate();
			const kept = n8n.kept();
			const copy = await openN8n(stage, parameters, n8n);
			expect(copy.kept()).toEqual(kept);

			await copy.activate();
			const urls = await n8n.registered();
			await copy.deactivate();
			await stage.renderVideos('a paper boat');
			await n8n.settle(1);

			expect(urls).toEqual('registration' in parameters ? [n8n.url] : [copy.url, n8n.url]);
			expect(await n8n.registered()).toEqual([n8n.url]);
			expect(copy.kept()).toEqual({});
			expect(n8n.runs).toHaveLength(1);
		},
	);

	it('starts with the invented video of the test button at the server, as null', async () => {
		const n8n = await openN8n(await open());
		await n8n.activate();
		const { endpointId } = z.object({ endpointId: z.string() }).parse(n8n.kept());

		const answer = await n8n.ask('POST', `/webhook_endpoints/${endpointId}/test`, {
			event_type: 'video.completed',
		});

		expect(answer).toMatchObject({ status_code: 200, success: true });
		expect(eventsOf(n8n)).toMatchObject([[{ event: { type: 'video.completed' }, video: null }]]);
	});

	it('says how to go on by hand at a server without these routes', async () => {
		const n8n = await openN8n(await open({ simulator: { dialect: 'vllm-omni' } }));

		await expect(n8n.activate()).rejects.toThrow(/"Manual".*Production URL.*Webhook Secret/s);
	});
});

describe('a trigger registered by hand', () => {
	const secret = 'whsec_c2V0IHVwIGF0IHRoZSBjb25zb2xl';
	const manual = { registration: 'manual' };

	it('is started by the endpoint that was set up at the server', async () => {
		const stage = await open({ credential: { webhookSecret: secret } });
		const n8n = await openN8n(stage, manual);
		await n8n.activate();
		stage.simulator.addEndpoint({ url: n8n.url, secret });

		await stage.renderVideos('a paper boat', '[fail] a paper plane');
		await n8n.settle(2);

		expect(n8n.answers).toEqual([200, 200]);
		expect(eventsOf(n8n)).toMatchObject([[{ video: { prompt: 'a paper boat' } }]]);
		expect(await n8n.registered()).toEqual([]);
	});

	it('takes a secret in plain text, and both while one is replaced', async () => {
		const stage = await open({ credential: { webhookSecret: `old-secret-of-2025\n${secret}` } });
		const n8n = await openN8n(stage, manual);
		await n8n.activate();
		stage.simulator.addEndpoint({ url: n8n.url, secret: 'old-secret-of-2025' });
		stage.simulator.addEndpoint({ url: n8n.url, secret });

		await stage.renderVideos('a paper boat');
		await n8n.settle(2);

		expect(n8n.answers).toEqual([200, 200]);
	});

	it('asks a server without these routes nothing, whether it is switched on or off', async () => {
		const stage = await open({
			simulator: { dialect: 'vllm-omni' },
			credential: { webhookSecret: secret },
		});
		const n8n = await openN8n(stage, manual);

		await n8n.activate();
		await n8n.deactivate();

		expect(stage.sent()).toEqual([]);
	});

	it('is refused without a secret', async () => {
		const n8n = await openN8n(await open(), manual);

		await expect(n8n.activate()).rejects.toThrow(/Webhook Secret/);
	});

	it('removes the endpoint of before when it was changed from Automatic', async () => {
		const stage = await open({ credential: { webhookSecret: secret } });
		const n8n = await openN8n(stage);
		await n8n.activate();

		n8n.restart(manual);
		await n8n.deactivate();

		expect(await n8n.registered()).toEqual([]);
	});
});
