import type { RenderWish } from '../../../../nodes/Sora/clip/renderOrder';
import * as sameness from '../../../../nodes/Sora/clip/sameness';
import { after, json } from '../../../support/answers';
import { openUploadRoom } from '../../../../nodes/Sora/run/uploadRoom';
import { openHouse } from '../house';
import { useLab } from '../lab';
import { openItemRun, requestOf, wishFor } from '../run/itemRun';
import { error, outcomes } from './clipRun';

const lab = useLab();

/** All the room there is for files; those of the tests are as small. */
const roomBytes = 256;

const openRoomyRun = async (parallelRenders: number) => {
	const { run, stopRun } = await openItemRun(lab, { parallelRenders });
	return { run: { ...run, uploadRoom: openUploadRoom(roomBytes) }, stopRun };
};

/** Wishes with a file each, and how many of those were in memory at once. */
function heavy(count: number, bytes: number, changes: Partial<RenderWish> = {}) {
	let most = 0;
	let inMemory = 0;
	const orders = Array.from({ length: count }, (_none, item): RenderWish => {
		const { request, spec } = requestOf({ prompt: `boat ${item}` });
		const file = { bytes: Buffer.alloc(bytes), fileName: 'a.png', mimeType: 'image/png' };
		return {
			...wishFor({ request, spec }, bytes),
			build: async () => {
				most = Math.max(most, ++inMemory);
				return await Promise.resolve({
					spec,
					request: { ...request, firstFrame: { upload: file } },
				});
			},
			...changes,
		};
	});
	return { orders, most: () => most, answered: () => void inMemory-- };
}

describe('the files of a run in memory', () => {
	/** Renders them all, each create answered after a second, and counts those in memory. */
	async function render(count: number, bytes: number, answer = json({}, 400)) {
		const { run } = await openRoomyRun(10);
		const { orders, most, answered } = heavy(count, bytes);
		lab.home.always((response, request) =>
			after(1_000, () => {
				answered();
				answer(response, request);
			})(response, request),
		);
		const all = await outcomes(
			lab,
			run,
			orders.map((order, itemIndex) => ({ order, itemIndex })),
		);
		return { all, most: most() };
	}

	it.each([
		{ name: 'two clips of 100 bytes', count: 5, bytes: 100, most: 2 },
		{ name: 'ten pictures of 20 bytes, in as many slots', count: 30, bytes: 20, most: 10 },
		{ name: 'one clip of 500 bytes', count: 3, bytes: 500, most: 1 },
	])('are $name at once', async ({ count, bytes, most }) => {
		const seen = await render(count, bytes);

		expect(seen.all).toEqual(Array(count).fill(error('badInput')));
		expect(seen.most).toBe(most);
		expect(lab.home.lines).toHaveLength(count);
	});

	it('do not block one another where the server is full', async () => {
		const { run } = await openRoomyRun(4);
		const house = openHouse(lab.home, {
			fates: [json({}, 429, { 'retry-after-ms': '1000' }), 'take'],
		});
		const { orders } = heavy(6, 200);

		const all = await outcomes(
			lab,
			run,
			orders.map((order, itemIndex) => ({ order, itemIndex })),
		);

		expect(all).toHaveLength(6);
		expect(house.creates).toHaveLength(7);
	});

	it('are let go by an item whose file cannot be had', async () => {
		const { run } = await openRoomyRun(4);
		openHouse(lab.home);
		const broken = heavy(1, 500, { build: async () => await Promise.reject(new Error('gone')) });
		const fine = heavy(1, 500);

		const all = await outcomes(lab, run, [
			{ order: broken.orders[0], itemIndex: 0 },
			{ order: fine.orders[0], itemIndex: 1 },
		]);

		expect(all).toMatchObject([{ message: 'gone' }, { id: 'v0' }]);
	});

	it('are not waited for when the run ends', async () => {
		const { run, stopRun } = await openRoomyRun(4);
		lab.home.always(after(60_000, json({}, 400)));
		const { orders } = heavy(2, 500);
		setTimeout(stopRun, 5_000);

		const all = await outcomes(
			lab,
			run,
			orders.map((order, itemIndex) => ({ order, itemIndex })),
		);

		expect(all).toEqual([error('badInput'), error('cancelled')]);
		expect(lab.home.lines).toHaveLength(1);
	});
});

it('every byte is hashed once, also where an equal render would do', async () => {
	const { run } = await openItemRun(lab);
	openHouse(lab.home);
	const hashed = jest.spyOn(sameness, 'renderKey');
	const { orders } = heavy(1, 1);

	await outcomes(lab, run, [{ order: orders[0], reuseWithinMs: 60_000 }]);

	expect(hashed).toHaveBeenCalledTimes(1);
});
