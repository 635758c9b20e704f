import { steadyNowMs } from '../../../../nodes/Sora/api/steadyClock';
import { pause } from '../../../../nodes/Sora/api/pause';
import { useLab } from '../lab';

const lab = useLab();

it('begins with the time of this machine and goes on with what passes', async () => {
	const begunMs = steadyNowMs();

	expect(begunMs).toBe(lab.clock.now());

	await lab.run(pause(90_000));

	expect(steadyNowMs() - begunMs).toBe(90_000);
});

it.each([-86_400_000, -600_000, -1, 1, 600_000, 86_400_000])(
	'does not notice when that is set by %d ms',
	(ms) => {
		const begunMs = steadyNowMs();
		jest.setSystemTime(Date.now() + ms);

		expect(steadyNowMs()).toBe(begunMs);
	},
);
