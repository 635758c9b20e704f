import { createFor, nodeIdOf, openService, pictureItem, serviceRows } from './serviceRows';
import { idOf, promptItems, type Stage } from './stage';

describe.each(serviceRows)('at $dialect', (row) => {
	let stage: Stage;
	beforeAll(async () => (stage = await openService(row)));
	afterEach(() => stage.simulator.reset());
	afterAll(async () => await stage.close());
	const ids = () => stage.simulator.videos.map(({ id }) => nodeIdOf(row, id));

	it('a prompt and a model are all that a clip takes', async () => {
		const result = await stage.play(await createFor(row), { items: promptItems('a paper boat') });

		expect(result.error).toBeUndefined();
		const [item] = result.items('Sora');
		expect(item?.json).toMatchObject({
			status: 'completed',
			prompt: 'a paper boat',
			model: row.model,
		});
		expect([idOf(item)]).toEqual(ids());
		expect(stage.simulator.videos).toMatchObject([{ seconds: row.seconds }]);
		const file = await stage.engine.readBinary(item?.binary?.data);
		expect(file.toString('latin1', 4, 8)).toBe('ftyp');
		expect(item?.binary?.data).toMatchObject({ mimeType: 'video/mp4' });
	});

	it('the key goes to the service alone', async () => {
		await stage.play(await createFor(row), { items: promptItems('a paper boat') });

		const { fileRequests, apiKey } = stage.simulator;
		expect(fileRequests.length > 0).toBe(row.isElsewhere);
		expect(JSON.stringify(fileRequests)).not.toContain(apiKey);
		expect(stage.sent().every(({ headers }) => JSON.stringify(headers).includes(apiKey))).toBe(
			true,
		);
	});

	it('a first frame arrives', async () => {
		const result = await stage.play(await createFor(row, { firstFrame: 'binary' }), {
			items: [pictureItem('a paper boat')],
		});

		expect(result.error).toBeUndefined();
		expect(stage.simulator.videos).toMatchObject([{ reference: {}, lastFrame: null }]);
	});

	it('twenty at once come out in order, each rendered once', async () => {
		const prompts = Array.from({ length: 20 }, (_, index) => `[${20 - index}s] take ${index}`);
		const limits = { parallelRenders: 20 };

		const result = await stage.play(await createFor(row, { limits }), {
			items: promptItems(...prompts),
		});

		const items = result.items('Sora');
		expect(items.map(({ json }) => json.prompt)).toEqual(prompts);
		expect(items.every(({ binary }) => binary?.data)).toBe(true);
		expect(new Set(items.map(idOf))).toEqual(new Set(ids()));
		expect(stage.simulator.videos).toHaveLength(20);
	});

	it.each([
		{ label: 'a last frame', parameters: { firstFrame: 'binary', lastFrame: 'binary' } },
		{
			label: 'a reference image',
			parameters: { referenceImages: { image: [{ from: 'binary', field: 'data' }] } },
		},
	])('$label arrives, or is refused before anything is sent', async ({ parameters }) => {
		const result = await stage.play(await createFor(row, parameters), {
			items: [pictureItem('a paper boat')],
		});

		const [video] = stage.simulator.videos;
		if (row.service === 'openAi') {
			expect(result.error?.message).toMatch(/^sora-2 has no /);
			expect(stage.sent()).toEqual([]);
		} else {
			expect(result.error).toBeUndefined();
			expect('lastFrame' in parameters ? video?.lastFrame : video?.references[0]).toMatchObject({
				bytes: 64,
			});
		}
	});
});

const charging = serviceRows.filter(({ chargedUsd }) => chargedUsd !== null);

describe.each(charging)('what $dialect has charged', (row) => {
	let stage: Stage;
	beforeAll(async () => (stage = await openService(row)));
	afterAll(async () => await stage.close());

	it('stands in the item, and counts for the day', async () => {
		const { seconds, chargedUsd } = row;
		// Estimated at a cent a clip, so that only what was charged can fill the day.
		const limits = { maxCostPerDayUsd: chargedUsd, pricePerSecond: 0.01 / seconds };
		const file = await createFor(row, { limits, seconds: 'custom', customSeconds: seconds });
		const workflow = stage.engine.open(file);
		const play = async () =>
			await stage.settle(workflow.run({ items: promptItems('a boat') }).promise);

		const [first, second] = [await play(), await play()];

		expect(first.items('Sora')).toMatchObject([{ json: { run: { chargedUsd } } }]);
		expect(second.error).toMatchObject({ context: { kind: 'overLimit' } });
		expect(stage.simulator.videos).toHaveLength(1);
	});
});
