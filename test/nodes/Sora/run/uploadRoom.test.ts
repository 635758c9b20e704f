import { openUploadRoom, type UploadRoom } from '../../../../nodes/Sora/run/uploadRoom';

/** Lets everything run that waits for nothing but its turn. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** Uploads that come one after the other, and which of them are in the room. */
async function crowd(room: UploadRoom, sizes: number[], signal?: AbortSignal) {
	const inside = new Map<number, { leave: () => void; settle: (bytes: number) => void }>();
	const ended: unknown[] = [];
	sizes.forEach((bytes, index) => {
		room.enter(bytes, signal).then(
			(stay) => inside.set(index, stay),
			(error: unknown) => ended.push(error),
		);
	});
	await settled();
	return {
		ended,
		inside: () => [...inside.keys()],
		leave: async (index: number) => {
			inside.get(index)?.leave();
			inside.delete(index);
			await settled();
		},
		settle: async (index: number, bytes: number) => {
			inside.get(index)?.settle(bytes);
			await settled();
		},
	};
}

it('lets in what fits, and the others in their order as room comes', async () => {
	const uploads = await crowd(openUploadRoom(100), [40, 40, 40, 10]);

	expect(uploads.inside()).toEqual([0, 1]);

	await uploads.leave(0);

	expect(uploads.inside()).toEqual([1, 2, 3]);
});

it('lets in what is larger than all the room, alone', async () => {
	const uploads = await crowd(openUploadRoom(100), [10, 500, 10]);

	expect(uploads.inside()).toEqual([0]);

	await uploads.leave(0);

	expect(uploads.inside()).toEqual([1]);

	await uploads.leave(1);

	expect(uploads.inside()).toEqual([2]);
});

it('lets nothing small pass a large one, which would never get in', async () => {
	const room = openUploadRoom(100);
	const uploads = await crowd(room, [60, 60]);

	expect(room.tryEnter(1)).toBeUndefined();

	await uploads.leave(0);

	expect(uploads.inside()).toEqual([1]);
	expect(room.tryEnter(1)).toBeDefined();
});

it('counts what the files are indeed, once they are there', async () => {
	const uploads = await crowd(openUploadRoom(100), [80, 80]);
	await uploads.settle(0, 5);

	expect(uploads.inside()).toEqual([0, 1]);
});

it('gives room back once, however often it is left', async () => {
	const room = openUploadRoom(100);
	const stay = room.tryEnter(100);
	stay?.leave();
	stay?.leave();
	const uploads = await crowd(room, [60, 60]);

	expect(uploads.inside()).toEqual([0]);
});

it('lets those behind go on where the one before them is stopped', async () => {
	const room = openUploadRoom(100);
	const first = await crowd(room, [60]);
	const stop = new AbortController();
	const stopped = await crowd(room, [90], stop.signal);
	const next = await crowd(room, [30]);
	stop.abort();
	await settled();

	expect(stopped.ended).toMatchObject([{ kind: 'cancelled' }]);
	expect([...first.inside(), ...stopped.inside(), ...next.inside()]).toEqual([0, 0]);
});
