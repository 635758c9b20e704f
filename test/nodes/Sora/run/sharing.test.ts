import { SoraError, cancelledError } from '../../../../nodes/Sora/api/errors';
import { pause } from '../../../../nodes/Sora/api/pause';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import { openSharing, type Sharing } from '../../../../nodes/Sora/run/sharing';
import { openSlots, type Slots } from '../../../../nodes/Sora/run/slots';
import { useLab } from '../lab';

const lab = useLab();

/** Makes renders one after the other; a number is how often it fails first. */
function maker(fails: SoraError[] = []) {
	let made = 0;
	const make = async () => {
		const number = made++;
		await pause(1_000);
		const error = fails[number];
		if (error) throw error;
		return { video: videoSchema.parse({ id: `v${number}`, status: 'completed' }), own: true };
	};
	return { make, count: () => made };
}

async function use(
	sharing: Sharing,
	slots: Slots,
	keys: string[],
	make: ReturnType<typeof maker>['make'],
) {
	const uses = keys.map(
		async (key) =>
			await slots
				.use(async (slot) => await sharing.use(key, slot, make))
				.then(
					(outcome) =>
						'made' in outcome ? `made ${outcome.made.video.id}` : `shared ${outcome.shared.id}`,
					(error: unknown) => (error instanceof SoraError ? error.kind : error),
				),
	);
	return await lab.run(Promise.all(uses));
}

it('equal wishes are one render, different ones are many', async () => {
	const { make } = maker();

	expect(await use(openSharing(), openSlots(9), ['a', 'b', 'a', 'a'], make)).toEqual([
		'made v0',
		'made v1',
		'shared v0',
		'shared v0',
	]);
});

it('a render that has ended serves later ones too', async () => {
	const { make, count } = maker();
	const sharing = openSharing();
	await use(sharing, openSlots(1), ['a'], make);

	expect(await use(sharing, openSlots(1), ['a'], make)).toEqual(['shared v0']);
	expect(count()).toBe(1);
});

describe('after an attempt that failed', () => {
	const failed = new SoraError('renderFailed', 'Oops');
	const policy = new SoraError('policy', 'Blocked');

	it('the next one tries, the rest wait for it', async () => {
		const { make, count } = maker([failed, failed]);

		expect(await use(openSharing(), openSlots(9), Array<string>(4).fill('a'), make)).toEqual([
			'renderFailed',
			'renderFailed',
			'made v2',
			'shared v2',
		]);
		expect(count()).toBe(3);
	});

	it('by the content rules nobody tries again, now or later', async () => {
		const { make, count } = maker([policy]);
		const sharing = openSharing();

		expect(await use(sharing, openSlots(9), ['a', 'a'], make)).toEqual(['policy', 'policy']);
		expect(await use(sharing, openSlots(9), ['a'], make)).toEqual(['policy']);
		expect(count()).toBe(1);
	});

	it('a later one makes its own', async () => {
		const { make } = maker([cancelledError()]);
		const sharing = openSharing();
		await use(sharing, openSlots(1), ['a'], make);

		expect(await use(sharing, openSlots(1), ['a'], make)).toEqual(['made v1']);
	});
});

it('with a single slot nothing hangs', async () => {
	const { make } = maker([new SoraError('renderFailed', 'Oops')]);

	expect(await use(openSharing(), openSlots(1), ['a', 'a', 'b', 'a'], make)).toHaveLength(4);
});
