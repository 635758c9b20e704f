import { admitOnce } from '../../../../nodes/Sora/webhooks/deliveryGate';
import {
	mostRemembered,
	rememberedSeconds,
	type SeenList,
} from '../../../../nodes/Sora/webhooks/seenDeliveries';

const now = 1_795_219_200;

let trigger = '';
let triggers = 0;
beforeEach(() => {
	trigger = `workflow/node/${++triggers}`;
});

/** A handler that ends when it is told to. */
function slowHandler() {
	let end: (accepted: boolean) => void = () => undefined;
	let fail: (error: Error) => void = () => undefined;
	const handle = jest.fn(
		async () =>
			await new Promise<boolean>((resolve, reject) => {
				end = resolve;
				fail = reject;
			}),
	);
	return { handle, end: (accepted: boolean) => end(accepted), fail: (error: Error) => fail(error) };
}

const accept = () => jest.fn(async () => true);
const comeAgain = () => jest.fn(async () => false);

const admit = async (
	deliveryId: string,
	handle: () => Promise<boolean>,
	stored: SeenList = [],
	nowSeconds = now,
) => await admitOnce(trigger, deliveryId, stored, nowSeconds, handle);

describe('one delivery after the other', () => {
	it('starts one run for a delivery that comes twice', async () => {
		const [first, second] = [accept(), accept()];

		expect(await admit('wh_1', first)).toEqual({ admission: 'accepted', seen: [['wh_1', now]] });
		expect(await admit('wh_1', second)).toEqual({ admission: 'duplicate', seen: [['wh_1', now]] });

		expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
	});

	it('knows a delivery with a long id, and remembers its hash', async () => {
		const id = 'x'.repeat(15_000);

		const { seen } = await admit(id, accept());

		expect(seen).toEqual([[expect.stringMatching(/^sha256:.{43}$/), now]]);
		expect(await admit(id, accept())).toMatchObject({ admission: 'duplicate' });
		expect(await admit(`${id}y`, accept())).toMatchObject({ admission: 'accepted' });
	});

	it('knows a delivery of before a restart by the stored list', async () => {
		const handle = accept();

		expect(await admit('wh_1', handle, [['wh_1', now - 60]])).toMatchObject({
			admission: 'duplicate',
		});
		expect(handle).not.toHaveBeenCalled();
	});

	it('knows a delivery whose stored list was overwritten by another one', async () => {
		await admit('wh_1', accept(), []);

		expect(await admit('wh_1', accept(), [['wh_2', now]])).toMatchObject({
			admission: 'duplicate',
		});
	});

	it('stores what other deliveries left, too', async () => {
		await admit('wh_1', accept(), [['wh_0', now - 5]]);

		expect((await admit('wh_2', accept(), [['wh_3', now - 1]])).seen).toEqual([
			['wh_0', now - 5],
			['wh_3', now - 1],
			['wh_1', now],
			['wh_2', now],
		]);
	});

	it('remembers nothing of a delivery that is to come again', async () => {
		expect(await admit('wh_1', comeAgain())).toEqual({ admission: 'comeAgain', seen: [] });
		expect(await admit('wh_1', comeAgain())).toEqual({ admission: 'comeAgain', seen: [] });
		expect(await admit('wh_1', accept())).toMatchObject({ admission: 'accepted' });
	});

	it('remembers nothing of a delivery whose handling broke', async () => {
		const broken = async () => await Promise.reject<boolean>(new Error('no credential'));

		await expect(admit('wh_1', broken)).rejects.toThrow('no credential');
		expect(await admit('wh_1', accept())).toMatchObject({ admission: 'accepted' });
	});
});

describe('two at the same moment', () => {
	it('start one run', async () => {
		const slow = slowHandler();
		const second = accept();

		const both = [admit('wh_1', slow.handle), admit('wh_1', second)];
		slow.end(true);

		expect(await Promise.all(both)).toEqual([
			{ admission: 'accepted', seen: [['wh_1', now]] },
			{ admission: 'duplicate', seen: [['wh_1', now]] },
		]);
		expect(second).not.toHaveBeenCalled();
	});

	it('come again together when the first has to, so that none is lost', async () => {
		const slow = slowHandler();

		const both = [admit('wh_1', slow.handle), admit('wh_1', accept())];
		slow.end(false);

		expect((await Promise.all(both)).map(({ admission }) => admission)).toEqual([
			'comeAgain',
			'comeAgain',
		]);
		expect(await admit('wh_1', accept())).toMatchObject({ admission: 'accepted' });
	});

	it('the second comes again when the first broke', async () => {
		const slow = slowHandler();

		const first = admit('wh_1', slow.handle);
		const second = admit('wh_1', accept());
		slow.fail(new Error('broken'));

		await expect(first).rejects.toThrow('broken');
		expect(await second).toEqual({ admission: 'comeAgain', seen: [] });
	});

	it('of different deliveries both start, and both are stored by whichever ends last', async () => {
		const slow = slowHandler();

		const first = admit('wh_1', slow.handle);
		expect(await admit('wh_2', accept())).toMatchObject({ admission: 'accepted' });
		slow.end(true);

		expect((await first).seen.map(([id]) => id).sort()).toEqual(['wh_1', 'wh_2']);
	});

	it('of different triggers both start', async () => {
		const other = accept();

		await admit('wh_1', accept());

		expect(await admitOnce('another trigger', 'wh_1', [], now, other)).toMatchObject({
			admission: 'accepted',
		});
	});
});

describe('memory stays small', () => {
	it('holds a thousand deliveries of a trigger', async () => {
		const stored: SeenList = Array.from({ length: mostRemembered }, (_, index) => [
			`wh_${index}`,
			now - mostRemembered + index,
		]);

		const { seen } = await admit('wh_new', accept(), stored);

		expect(seen).toHaveLength(mostRemembered);
		expect(seen.at(-1)).toEqual(['wh_new', now]);
		expect(seen[0]).toEqual(['wh_1', now - mostRemembered + 1]);
	});

	it('forgets a delivery after the last repeat of the sender', async () => {
		await admit('wh_1', accept());

		const later = now + rememberedSeconds + 1;

		expect(await admit('wh_1', accept(), [], later)).toEqual({
			admission: 'accepted',
			seen: [['wh_1', later]],
		});
	});

	it('holds a thousand triggers, and lets the longest unused go', async () => {
		await admit('wh_1', accept());
		const unused = `${trigger} unused`;
		await admitOnce(unused, 'wh_1', [], now, accept());
		for (let index = 0; index < 998; index++) {
			await admitOnce(`${trigger} ${index}`, 'wh_1', [], now, accept());
		}
		await admit('wh_2', accept());
		await admitOnce(`${trigger} one more`, 'wh_1', [], now, accept());

		expect(await admit('wh_1', accept())).toMatchObject({ admission: 'duplicate' });
		expect(await admitOnce(unused, 'wh_1', [], now, accept())).toMatchObject({
			admission: 'accepted',
		});
	});
});
