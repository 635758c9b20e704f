import { openSlots } from '../../../../nodes/Sora/items/slots';

/** Tasks that end when they are told to, and what happened so far. */
function tasks(count: number, slots: number) {
	const { use } = openSlots(slots);
	const started: number[] = [];
	const ends: Array<{ resolve: () => void; reject: (reason: Error) => void }> = [];
	const results = Array.from({ length: count }, async (_, index) => {
		return await use(async () => {
			started.push(index);
			await new Promise<void>((resolve, reject) => ends.push({ resolve, reject }));
			return index;
		});
	});
	return { started, ends, results };
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

describe('so many renders run side by side as the user set:', () => {
	it.each([
		{ slots: 1, expected: 1 },
		{ slots: 3, expected: 3 },
		{ slots: 9, expected: 4 },
		{ slots: 2.9, expected: 2 },
		{ slots: 0, expected: 1 },
		{ slots: -5, expected: 1 },
	])('$slots', async ({ slots, expected }) => {
		const { started } = tasks(4, slots);
		await settle();

		expect(started).toHaveLength(expected);
	});
});

it('the next one begins as soon as one has ended, in the order of the items', async () => {
	const { started, ends, results } = tasks(5, 2);
	await settle();
	ends[1]?.resolve();
	await settle();

	expect(started).toEqual([0, 1, 2]);

	for (let index = 0; index < 5; index++) {
		ends[index]?.resolve();
		await settle();
	}

	expect(started).toEqual([0, 1, 2, 3, 4]);
	await expect(Promise.all(results)).resolves.toEqual([0, 1, 2, 3, 4]);
});

it('one that fails gives its slot back', async () => {
	const { started, ends, results } = tasks(2, 1);
	const first = expect(results[0]).rejects.toThrow('failed');
	await settle();
	ends[0]?.reject(new Error('failed'));
	await first;
	await settle();

	expect(started).toEqual([0, 1]);
	ends[1]?.resolve();
	await expect(results[1]).resolves.toBe(1);
});
