import { nodeBench, unfinishedAnswer } from './operations/nodeRun';

const bench = nodeBench();

describe('a run', () => {
	it('of an operation that does not exist says so', async () => {
		const { error, sent } = await bench.run('cancel');

		expect(error?.message).toContain('There is no operation "cancel"');
		expect(sent).toEqual([]);
	});

	it('of an operation that does not exist sends no input item down the success branch', async () => {
		const { items } = await bench.run('cancel', {}, { continueOnFail: true });

		expect(items).toMatchObject([
			{ json: { error: { kind: 'badInput' } }, pairedItem: { item: 0 } },
		]);
	});

	it('without items does nothing', async () => {
		const { items, error } = await bench.run('create', [{ prompt: 'a' }], { items: [] });

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it.each(['', 'localhost:8091', 'ftp://videos.example.com/v1', 'not an address'])(
		'with the Base URL "%s" sends nothing and says what is wrong',
		async (baseUrl) => {
			const { error, sent } = await bench.run(
				'create',
				{ prompt: 'a paper boat' },
				{ credential: { baseUrl } },
			);

			expect(sent).toEqual([]);
			expect(error).toMatchObject({
				message: expect.stringContaining('Base URL') as unknown,
				description: expect.stringContaining('http') as unknown,
			});
		},
	);

	it('that may go on gives an error for every item where no server is set', async () => {
		const { items, sent } = await bench.run(
			'create',
			{ prompt: 'a paper boat' },
			{ credential: { baseUrl: '' }, continueOnFail: true, items: [{ json: {} }, { json: {} }] },
		);

		expect(sent).toEqual([]);
		expect(items).toMatchObject([
			{ json: { error: { kind: 'badInput' } }, pairedItem: { item: 0 } },
			{ json: { error: { kind: 'badInput' } }, pairedItem: { item: 1 } },
		]);
	});

	it('changes no input item', async () => {
		bench.expect('POST /videos', unfinishedAnswer());
		const items = [{ json: { keep: 'me' } }];
		const before = structuredClone(items);

		await bench.run('create', { prompt: 'a', waitForCompletion: false }, { items });

		expect(items).toEqual(before);
	});

	it('that was stopped before it began sends nothing', async () => {
		const { error, sent } = await bench.run(
			'create',
			{ prompt: 'a paper boat' },
			{ cancelSignal: AbortSignal.abort() },
		);

		expect(sent).toEqual([]);
		expect(error?.message).toMatch(/canceled/);
	});
});
