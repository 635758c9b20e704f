import { z } from 'zod';

import type { WorkflowJson } from '../support/engine';
import { idOf, promptItems, stagePerTest, workflowFor } from './stage';

const open = stagePerTest();

const failureSchema = z.object({
	message: z.string(),
	kind: z.string(),
	description: z.string().optional(),
	videoId: z.string().optional(),
});

describe('with Continue On Fail', () => {
	it('a failed item stays in its place among the good ones', async () => {
		const stage = await open();

		const workflow = await workflowFor('create', { onError: 'continueRegularOutput' });
		const result = await stage.play(workflow, {
			items: promptItems('one', '[policy] two', 'three'),
		});

		expect(result.status).toBe('success');
		const [one, two, three] = result.items('Sora');
		expect([one, three].map((item) => item?.json.prompt)).toEqual(['one', 'three']);
		expect(two).toEqual({
			json: {
				error: {
					message: expect.stringContaining('moderation system') as unknown,
					description: expect.stringContaining('prompt') as unknown,
					kind: 'policy',
					code: 'moderation_blocked',
					videoId: stage.simulator.videos[1]?.id,
				},
			},
			pairedItem: { item: 1 },
		});
	});

	it('good items take the success branch, bad ones the error branch with what they came from', async () => {
		const stage = await open();

		const workflow = await workflowFor('create', { onError: 'continueErrorOutput' });
		const result = await stage.play(workflow, {
			items: promptItems('one', '[fail] two', 'three', '[policy] four'),
		});

		const kept = result.items('Sora');
		expect(kept.map(({ json }) => json.prompt)).toEqual(['one', 'three']);
		expect(kept.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(kept.every(({ binary }) => binary?.data)).toBe(true);
		expect(result.items('Bad').map(({ json }) => json)).toMatchObject([
			{ prompt: '[fail] two', error: { kind: 'renderFailed' } },
			{ prompt: '[policy] four', error: { kind: 'policy' } },
		]);
		expect(result.items('Good')).toHaveLength(2);
	});

	it('a node after the error branch finds the video by its id', async () => {
		const stage = await open();
		const workflow = await withCheckOnErrorBranch();

		const result = await stage.play(workflow, { items: promptItems('one', '[fail] two') });

		const [failed] = result.items('Check');
		expect(failed?.json).toMatchObject({ status: 'failed', prompt: '[fail] two' });
		expect(idOf(failed)).toBe(stage.simulator.videos[1]?.id);
	});

	it('a render that takes too long leaves with its id, to be taken up by Download', async () => {
		const stage = await open();
		const workflow = await workflowFor('create', {
			onError: 'continueErrorOutput',
			parameters: { limits: { giveUpAfterMinutes: 2 } },
		});

		const result = await stage.play(workflow, { items: promptItems('[300s] a long one') });
		const [late] = result.items('Sora', 1);
		const { kind, videoId } = failureSchema.parse(late?.json.error);
		expect(kind).toBe('timeout');
		const again = await stage.play(await workflowFor('download'), {
			items: [{ json: { id: videoId } }],
		});

		expect(again.items('Sora')).toMatchObject([{ json: { status: 'completed' } }]);
		expect(stage.simulator.videos).toHaveLength(1);
	});

	it('a credential that leads nowhere fails every item, and sends none down the success branch', async () => {
		const stage = await open({ credential: { baseUrl: 'not an address' } });

		const workflow = await workflowFor('create', { onError: 'continueErrorOutput' });
		const result = await stage.play(workflow, { items: promptItems('one', 'two') });

		expect(result.items('Sora')).toEqual([]);
		expect(result.items('Bad')).toHaveLength(2);
		expect(stage.sent()).toEqual([]);
	});
});

describe('without Continue On Fail', () => {
	it('the error names the item and every video this run has created', async () => {
		const stage = await open();
		const prompts = ['[40s] one', '[50s] two', '[5s][fail] three', '[60s] four'];

		const result = await stage.play(await workflowFor('create'), {
			items: promptItems(...prompts),
		});

		expect(result.status).toBe('error');
		const ids = stage.simulator.videos.map(({ id }) => id);
		expect(ids).toHaveLength(4);
		expect(result.error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('[item 2]') as unknown,
			context: { itemIndex: 2, kind: 'renderFailed', videoId: ids[2], videoIds: ids },
		});
		for (const id of ids) expect(result.error?.description).toContain(id);
	});

	it('a video that has already been downloaded is named as well', async () => {
		const stage = await open();

		const result = await stage.play(await workflowFor('create'), {
			items: promptItems('[3s] one', '[30s][fail] two'),
		});

		const { error } = result;
		const [one = { id: '' }] = stage.simulator.videos;
		expect(stage.sent().some(({ route }) => route === 'content')).toBe(true);
		expect(error?.description).toContain(one.id);
	});

	it('nothing is created after the failure', async () => {
		const stage = await open();
		const workflow = await workflowFor('create', {
			parameters: { limits: { parallelRenders: 2 } },
		});
		const waiting = Array.from({ length: 6 }, (_, index) => `[90s] take ${index}`);

		const result = await stage.play(workflow, {
			items: promptItems('[4s][fail] the bad one', ...waiting),
		});

		expect(result.status).toBe('error');
		expect(stage.simulator.videos.map(({ prompt }) => prompt)).toEqual([
			'[4s][fail] the bad one',
			'[90s] take 0',
		]);
	});

	it('the run ends soon after the failure, not with the longest render', async () => {
		const stage = await open();
		const startedAt = stage.clock.now();

		await stage.play(await workflowFor('create'), {
			items: promptItems('[600s] a long one', '[4s][fail] the bad one'),
		});

		expect(stage.clock.now() - startedAt).toBeLessThan(20_000);
	});

	it('a create under way is awaited, so that its id is not lost', async () => {
		const stage = await open();
		stage.simulator.order({
			match: { path: 'create', prompt: /slow to accept/ },
			fault: { kind: 'delay', ms: 100_000 },
		});

		const result = await stage.play(await workflowFor('create'), {
			items: promptItems('[4s][fail] the bad one', 'slow to accept'),
		});

		const ids = stage.simulator.videos.map(({ id }) => id);
		expect(ids).toHaveLength(2);
		for (const id of ids) expect(result.error?.description).toContain(id);
		expect(stage.sent().filter(({ route }) => route === 'create')).toHaveLength(2);
	});

	it('a mistake in any item is found before anything is paid for', async () => {
		const stage = await open();

		const result = await stage.play(await workflowFor('create'), {
			items: promptItems('one', 'two', '   '),
		});

		expect(result.error).toMatchObject({
			message: expect.stringMatching(/Prompt is empty.*\[item 2\]/) as unknown,
		});
		expect(stage.sent()).toEqual([]);
	});
});

describe('the key', () => {
	const wrong = {
		apiKey: 'sk-wrong-0123456789',
		headerName: 'x-gate',
		headerSecret: 'gate-secret-42',
	};

	it('that is wrong is said to be wrong, and stands nowhere in what n8n keeps', async () => {
		const stage = await open({ credential: wrong });

		const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

		expect(result.error).toMatchObject({
			context: { kind: 'auth' },
			message: expect.stringContaining('does not accept the credential') as unknown,
			description: expect.stringContaining('API Key') as unknown,
		});
		const kept = JSON.stringify([result.data, result.error]);
		expect(kept).not.toContain(wrong.apiKey);
		expect(kept).not.toContain(wrong.headerSecret);
		expect(stage.sent()).toHaveLength(1);
	});

	it('is asked for by no server of one’s own, and then none is sent', async () => {
		const stage = await open({ simulator: { apiKey: '' }, credential: { apiKey: '' } });

		const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

		expect(result.status).toBe('success');
		expect(stage.sent().every(({ headers }) => !('authorization' in headers))).toBe(true);
	});

	it('that is taken away in mid-run ends the wait at once', async () => {
		const stage = await open();
		stage.simulator.order({
			match: { path: 'status' },
			after: 2,
			times: Infinity,
			fault: { kind: 'status', status: 401 },
		});

		const result = await stage.play(await workflowFor('create'), {
			items: promptItems('[600s] one'),
		});

		expect(result.error).toMatchObject({ context: { kind: 'auth' } });
		expect(result.error?.description).toContain(stage.simulator.videos[0]?.id);
		expect(stage.sent().filter(({ route }) => route === 'status')).toHaveLength(3);
	});
});

it('a server that is down is an error that says what to check', async () => {
	const stage = await open();
	await stage.simulator.close();

	const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

	expect(result.error).toMatchObject({
		context: { kind: 'serverUnreachable', videoIds: [] },
		message: expect.stringContaining('Nothing answers at this address') as unknown,
		description: expect.stringContaining('Base URL') as unknown,
	});
});

describe('with Retry On Fail', () => {
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };

	it('a run that went well runs once, though every video carries an error field', async () => {
		const stage = await open();

		const result = await stage.play(await workflowFor('create', retrying), {
			items: promptItems('one', 'two'),
		});

		expect(result.status).toBe('success');
		expect(stage.simulator.videos).toHaveLength(2);
	});

	it('a look at a failed video runs once: its failure is what was asked for', async () => {
		const stage = await open();
		await stage.play(await workflowFor('create', { onError: 'continueRegularOutput' }), {
			items: promptItems('[fail] one'),
		});
		const before = stage.sent().length;

		const workflow = await workflowFor('get', {
			...retrying,
			parameters: {
				simplify: false,
				videoId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
		});
		const result = await stage.play(workflow, {
			items: [{ json: { id: stage.simulator.videos[0]?.id } }],
		});

		expect(stage.sent()).toHaveLength(before + 1);
		const [item] = result.items('Sora');
		expect(item?.json).toMatchObject({ status: 'failed', failure: { code: 'server_error' } });
		expect(item?.json).not.toHaveProperty('error');
	});

	it('what failed in the first try is delivered by a later one', async () => {
		const stage = await open();
		stage.simulator.order({
			match: { path: 'status' },
			times: 2,
			fault: { kind: 'status', status: 404 },
		});
		const [id = ''] = await stage.renderVideos('one');

		const result = await stage.play(await workflowFor('download', retrying), {
			items: [{ json: { id } }],
		});

		expect(result.status).toBe('success');
		expect(result.items('Sora')).toMatchObject([{ json: { id }, binary: { data: {} } }]);
	});
});

/** Start → Sora, and from its error output to another Sora node that looks the video up. */
async function withCheckOnErrorBranch(): Promise<WorkflowJson> {
	const create = await workflowFor('create', { onError: 'continueErrorOutput' });
	const { nodes } = await workflowFor('get', {
		parameters: { videoId: { __rl: true, mode: 'id', value: '={{ $json.error.videoId }}' } },
	});
	const check = nodes
		.filter(({ name }) => name === 'Sora')
		.map((node) => ({ ...node, name: 'Check' }));
	const [good = [], bad = []] = create.connections.Sora?.main ?? [];
	const toCheck = { node: 'Check', type: 'main' as const, index: 0 };
	return {
		...create,
		nodes: [...create.nodes, ...check],
		connections: { ...create.connections, Sora: { main: [good, [...(bad ?? []), toCheck]] } },
	};
}
