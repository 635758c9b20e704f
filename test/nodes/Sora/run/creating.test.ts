import { openCreating } from '../../../../nodes/Sora/run/creating';
import { pause } from '../../../../nodes/Sora/api/pause';
import { useLab } from '../lab';

const lab = useLab();

const boat = 'a boat';

/** Work that takes so long, and notes when it begins and ends. */
function work(steps: string[], name: string, ms: number, fails = false) {
	return async () => {
		steps.push(`${name} begins`);
		await pause(ms);
		steps.push(`${name} ends`);
		if (fails) throw new Error('lost');
		return name;
	};
}

it('a search begins when all creates of its like have been answered, well or badly', async () => {
	const { send, search } = openCreating();
	const steps: string[] = [];

	const outcome = await lab.run(
		Promise.allSettled([
			send(boat, work(steps, 'create', 1_000)),
			send(boat, work(steps, 'lost create', 3_000, true)),
			search(boat, work(steps, 'search', 10)),
		]),
	);

	expect(steps.slice(-2)).toEqual(['search begins', 'search ends']);
	expect(outcome.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(lab.elapsedMs()).toBe(3_010);
});

it('a create waits for the searches of its like, so that they cannot meet its video', async () => {
	const { send, search } = openCreating();
	const steps: string[] = [];

	await lab.run(
		Promise.all([
			search(boat, work(steps, 'search', 2_000)),
			send(boat, work(steps, 'create', 10)),
		]),
	);

	expect(steps).toEqual(['search begins', 'search ends', 'create begins', 'create ends']);
});

describe('does not wait for', () => {
	it('another prompt', async () => {
		const { send, search } = openCreating();
		const steps: string[] = [];

		await lab.run(
			Promise.all([
				send('a ship', work(steps, 'create', 5_000)),
				search(boat, work(steps, 'search', 10)),
			]),
		);

		expect(steps).toEqual(['create begins', 'search begins', 'search ends', 'create ends']);
	});

	it('creates for one another', async () => {
		const { send } = openCreating();
		const create = async () => await send(boat, async () => await pause(1_000));

		await lab.run(Promise.all([create(), create(), create()]));

		expect(lab.elapsedMs()).toBe(1_000);
	});
});
