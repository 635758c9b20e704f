import { createFor, nodeIdOf, openService, serviceRows } from './serviceRows';
import { promptItems, type Stage } from './stage';

describe.each(serviceRows)('at $dialect', (row) => {
	let stage: Stage;
	beforeAll(async () => (stage = await openService(row)));
	afterEach(() => stage.simulator.reset());
	afterAll(async () => await stage.close());
	const idOfFirst = () => nodeIdOf(row, stage.simulator.videos[0]?.id);
	const creates = () => stage.sent().filter(({ route }) => route === 'create');

	it.each([
		{ prompt: '[fail] a boat', kind: 'renderFailed' },
		{ prompt: '[policy] a boat', kind: 'policy' },
	])('a render that fails is told with its id: $prompt', async ({ prompt, kind }) => {
		const result = await stage.play(await createFor(row), { items: promptItems(prompt) });

		expect(result.error).toMatchObject({ context: { kind, videoId: idOfFirst() } });
		expect(creates()).toHaveLength(1);
	});

	it('a create that is put off is sent again when the service says, and paid for once', async () => {
		const fault = { kind: 'status', status: 429, retryAfter: 7 } as const;
		stage.simulator.order({ match: { path: 'create' }, times: 2, fault });

		const result = await stage.play(await createFor(row), { items: promptItems('a boat') });

		expect(result.error).toBeUndefined();
		const [first = 0, second = 0, third = 0] = creates().map(({ atMs }) => atMs);
		expect([second - first, third - second]).toEqual([7_000, 7_000]);
		expect(stage.simulator.videos).toHaveLength(1);
	});

	it('a look that is put off is made again when the service says', async () => {
		const fault = { kind: 'status', status: 429, retryAfter: 20 } as const;
		stage.simulator.order({ match: { path: 'status' }, times: 2, fault });

		const result = await stage.play(await createFor(row), { items: promptItems('a boat') });

		expect(result.error).toBeUndefined();
		const looks = stage.sent().filter(({ route }) => route === 'status');
		const [first = 0, second = 0] = looks.map(({ atMs }) => atMs);
		expect(second - first).toBeGreaterThanOrEqual(20_000);
	});

	it('no credit is told, and nothing is sent again', async () => {
		const fault = { kind: 'status', status: 402 } as const;
		stage.simulator.order({ match: { path: 'create' }, times: Infinity, fault });

		const result = await stage.play(await createFor(row), { items: promptItems('a boat') });

		expect(result.error).toMatchObject({ context: { kind: 'quota' } });
		expect(creates()).toHaveLength(1);
	});

	it('a file that is gone is told with the id of its video', async () => {
		const result = await stage.play(await createFor(row), {
			items: promptItems('[expired] a boat'),
		});

		expect(result.error).toMatchObject({ context: { kind: row.gone, videoId: idOfFirst() } });
		expect(creates()).toHaveLength(1);
	});

	it('Stop ends the wait at once', async () => {
		const beganMs = stage.clock.now();
		const run = stage.begin(await createFor(row), { items: promptItems('[never] a boat') });
		setTimeout(() => run.cancel(), 61_000);

		const result = await stage.settle(run.promise);

		expect(result.status).toBe('canceled');
		expect(stage.clock.now() - beganMs).toBe(61_000);
	});

	it('with Retry On Fail the next try takes up what is paid for', async () => {
		const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };
		const fault = { kind: 'status', status: 403 } as const;
		const path = row.isElsewhere ? 'file' : 'content';
		stage.simulator.order({ match: { path }, fault });

		const workflow = await createFor(row, {}, retrying);
		const result = await stage.play(workflow, { items: promptItems('a boat') });

		expect(result.error).toBeUndefined();
		expect(result.items('Sora')[0]?.binary).toHaveProperty('data');
		expect(stage.simulator.videos).toHaveLength(1);
	});

	it('a create whose answer is lost is paid once, and said to exist perhaps', async () => {
		const fault = { kind: 'reset', when: 'after' } as const;
		stage.simulator.order({ match: { path: 'create' }, fault });

		const result = await stage.play(await createFor(row), { items: promptItems('a boat') });

		expect(stage.simulator.videos).toHaveLength(1);
		if (row.has.includes('getMany')) expect(result.error).toBeUndefined();
		else expect(result.error?.description).toContain('may exist');
	});
});

it.each(serviceRows)('a wrong key is called one: $dialect', async (row) => {
	const stage = await openService(row, {}, { apiKey: 'sk-wrong-0123456789' });
	try {
		const result = await stage.play(await createFor(row), { items: promptItems('a boat') });

		expect(result.error).toMatchObject({
			context: { kind: 'auth' },
			description: expect.stringContaining('API Key') as unknown,
		});
		expect(JSON.stringify([result.data, result.error])).not.toContain('sk-wrong');
		expect(stage.sent().filter(({ route }) => route === 'create')).toHaveLength(1);
	} finally {
		await stage.close();
	}
});
