import { openSteadyClock } from '../../../../nodes/Sora/follow/steadyClock';
import { useLab } from '../lab';

const lab = useLab();

const set = (byMs: number) => void jest.setSystemTime(Date.now() + byMs);

it('goes with the clock of the machine', () => {
	const nowMs = openSteadyClock();

	expect(nowMs()).toBe(lab.clock.now());

	set(59_000);

	expect(nowMs()).toBe(lab.clock.now());
});

it.each([
	{ name: 'a second back', byMs: -1_000, passedMs: 0 },
	{ name: 'a day back', byMs: -86_400_000, passedMs: 0 },
	{ name: 'a day forward', byMs: 86_400_000, passedMs: 60_000 },
])('goes on by at most a minute where that is set: $name', ({ byMs, passedMs }) => {
	const nowMs = openSteadyClock();
	const begunMs = nowMs();
	set(byMs);

	expect(nowMs() - begunMs).toBe(passedMs);

	set(2_000);

	expect(nowMs() - begunMs).toBe(passedMs + 2_000);
});
