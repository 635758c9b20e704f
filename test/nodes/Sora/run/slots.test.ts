import { openSlots, type Slots } from '../../../../nodes/Sora/run/slots';

/** Tasks that end when they are told to, and what happened so far. */
function tasks(count: number, slots: number) {
	return tasksIn(openSlots(slots).use, count);
}

function tasksIn(use: Slots['use'], count: number) {
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

describe('a slot that is left', () => {
	it('goes to the next in line, and back to its task before those of later items', async () => {
		const { use } = openSlots(1);
		const steps: string[] = [];
		let endSecond: () => void = () => undefined;
		const first = use(async (slot) => {
			steps.push('first');
			slot.leave();
			slot.leave();
			await slot.retake();
			await slot.retake();
			steps.push('first again');
		});
		const second = use(async () => {
			steps.push('second');
			await new Promise<void>((resolve) => (endSecond = resolve));
		});
		const third = use(async () => void steps.push('third'));
		await settle();

		expect(steps).toEqual(['first', 'second']);

		endSecond();
		await Promise.all([first, second, third]);

		expect(steps).toEqual(['first', 'second', 'first again', 'third']);
	});

	it('counts once, however often it is left', async () => {
		const { use } = openSlots(1);
		const { started, ends } = tasksIn(use, 3);
		await settle();
		const left = use(async (slot) => {
			slot.leave();
			slot.leave();
		});
		for (let index = 0; index < 3; index++) {
			expect(started).toHaveLength(index + 1);
			ends[index]?.resolve();
			await settle();
		}
		await left;
		const after = tasksIn(use, 2);
		await settle();

		expect(after.started).toEqual([0]);
	});
});

describe('a server that is overrun', () => {
	it('gets half of the renders, and one more each time it takes one on', async () => {
		const { use, halve, grow } = openSlots(8);
		halve();
		const { started } = tasksIn(use, 20);
		await settle();

		expect(started).toHaveLength(4);

		for (let expected = 5; expected <= 10; expected++) {
			grow();
			await settle();
			expect(started).toHaveLength(Math.min(expected, 8));
		}
	});

	it('still gets one render, however often it refuses', async () => {
		const { use, halve } = openSlots(3);
		for (let times = 0; times < 5; times++) halve();
		const { started } = tasksIn(use, 2);
		await settle();

		expect(started).toEqual([0]);
	});

	it('keeps the renders it has when slots are closed', async () => {
		const { use, halve } = openSlots(4);
		const { started, ends } = tasksIn(use, 6);
		await settle();
		halve();
		ends[0]?.resolve();
		ends[1]?.resolve();
		await settle();

		expect(started).toHaveLength(4);

		ends[2]?.resolve();
		await settle();

		expect(started).toHaveLength(5);
	});
});
