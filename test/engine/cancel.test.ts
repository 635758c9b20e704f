import { halfArrived, promptItems, stagePerTest, workflowFor, type Stage } from './stage';

const open = stagePerTest();

/** Presses Stop after so many seconds, and tells how long the run took. */
async function stopAfter(
	stage: Stage,
	seconds: number,
	workflow: Awaited<ReturnType<typeof workflowFor>>,
	prompts: string[],
) {
	const startedAt = stage.clock.now();
	const run = stage.begin(workflow, { items: promptItems(...prompts) });
	setTimeout(() => run.cancel(), seconds * 1_000);
	const result = await stage.settle(run.promise);
	return { result, tookSeconds: (stage.clock.now() - startedAt) / 1_000 };
}

describe('the Stop button', () => {
	it.each([{ onError: undefined }, { onError: 'continueErrorOutput' as const }])(
		'ends a wait at once, in mid-sleep too (onError: $onError)',
		async (changes) => {
			const stage = await open();

			const workflow = await workflowFor('create', changes);
			const { result, tookSeconds } = await stopAfter(stage, 61, workflow, ['[never] one']);

			expect(result.status).toBe('canceled');
			expect(tookSeconds).toBe(61);
		},
	);

	it('ends a create under way at once', async () => {
		const stage = await open();
		stage.simulator.order({ match: { path: 'create' }, fault: { kind: 'hang', when: 'after' } });

		const workflow = await workflowFor('create');
		const { result, tookSeconds } = await stopAfter(stage, 10, workflow, ['one']);

		expect(result.status).toBe('canceled');
		expect(tookSeconds).toBe(10);
	});

	it('ends the pause after a 429 at once', async () => {
		const stage = await open();
		stage.simulator.order({
			match: { path: 'create' },
			fault: { kind: 'status', status: 429, retryAfter: 120 },
		});

		const workflow = await workflowFor('create');
		const { result, tookSeconds } = await stopAfter(stage, 10, workflow, ['one']);

		expect(result.status).toBe('canceled');
		expect(tookSeconds).toBe(10);
		expect(stage.simulator.videos).toEqual([]);
	});

	it('ends a download at once and leaves no part of the file', async () => {
		const stage = await open({ simulator: { media: { bytes: 2_000_000 } } });
		stage.simulator.order({
			match: { path: 'content' },
			fault: { kind: 'cut', atFraction: 0.5, how: 'stall' },
		});

		const workflow = await workflowFor('create');
		const { result, tookSeconds } = await stopAfter(stage, 30, workflow, ['[3s] one']);

		expect(result.status).toBe('canceled');
		expect(tookSeconds).toBe(30);
		expect(stage.sent().at(-1)?.route).toBe('content');
		expect(await halfArrived(stage)).toEqual([]);
	});

	it('ends the wait before a download is tried again', async () => {
		const stage = await open();
		stage.simulator.order({
			match: { path: 'content' },
			times: Infinity,
			fault: { kind: 'status', status: 503, retryAfter: 100 },
		});

		const workflow = await workflowFor('create');
		const { result, tookSeconds } = await stopAfter(stage, 30, workflow, ['[3s] one']);

		expect(result.status).toBe('canceled');
		expect(tookSeconds).toBe(30);
	});

	it('starts none of the items that wait for their turn', async () => {
		const stage = await open();
		const workflow = await workflowFor('create', {
			onError: 'continueRegularOutput',
			parameters: { limits: { parallelRenders: 2 } },
		});

		const prompts = ['[never] one', '[never] two', 'three', 'four'];
		const { result } = await stopAfter(stage, 30, workflow, prompts);

		expect(result.status).toBe('canceled');
		expect(stage.simulator.videos).toHaveLength(2);
	});

	it('leaves the renders at the server, where Download takes them up', async () => {
		const stage = await open();
		await stopAfter(stage, 5, await workflowFor('create'), ['[40s] one']);
		const [video = { id: '' }] = stage.simulator.videos;

		const result = await stage.play(await workflowFor('download'), {
			items: [{ json: { id: video.id } }],
		});

		expect(result.items('Sora')).toMatchObject([{ json: { status: 'completed' } }]);
	});
});

it.each([
	{ operation: 'download' as const, requests: 'content' as const },
	{ operation: 'get' as const, requests: 'status' as const },
	{ operation: 'delete' as const, requests: 'delete' as const },
	{ operation: 'getMany' as const, requests: 'list' as const },
	{ operation: 'remix' as const, requests: 'remix' as const },
	{ operation: 'edit' as const, requests: 'edit' as const },
	{ operation: 'extend' as const, requests: 'extend' as const },
])('Stop ends $operation in mid-request', async ({ operation, requests }) => {
	const stage = await open();
	const [id = ''] = await stage.renderVideos('one');
	stage.simulator.order({ match: { path: requests }, fault: { kind: 'hang' } });
	const startedAt = stage.clock.now();

	const run = stage.begin(await workflowFor(operation), {
		items: [{ json: { id, prompt: 'more rain' } }],
	});
	setTimeout(() => run.cancel(), 9_000);
	const result = await stage.settle(run.promise);

	expect(result.status).toBe('canceled');
	expect(stage.clock.now() - startedAt).toBe(9_000);
	expect(stage.sent().at(-1)?.route).toBe(requests);
});
