import { installClock, type Clock } from '../../support/clock';
import type { FakeOptions } from '../../support/fakeContext';
import { isQuiet, useLoopback, type Loopback } from '../../support/loopback';
import { openAt, type OpenedServer } from './openAt';

/** What a test of something that speaks to a server needs. */
export interface Lab {
	/** The configured server. */
	readonly home: Loopback;
	/** Time stands still until `run` moves it. */
	readonly clock: Clock;
	/** Another server, on another origin. */
	abroad(): Promise<Loopback>;
	/** The configured server as the node sees it. */
	open(options?: FakeOptions): Promise<OpenedServer>;
	/** Moves the time until the work is done. */
	run<T>(work: Promise<T>): Promise<T>;
	/** Milliseconds since the test began. */
	elapsedMs(): number;
}

/** A server, a clock and no jitter for every test of a file. */
export function useLab(): Lab {
	const loopback = useLoopback();
	let home: Loopback | undefined;
	let clock: Clock | undefined;
	let beganAt = 0;
	beforeEach(async () => {
		home = await loopback();
		clock = installClock();
		beganAt = clock.now();
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		clock?.restore();
		jest.restoreAllMocks();
	});
	const lab: Lab = {
		get home() {
			return begun(home);
		},
		get clock() {
			return begun(clock);
		},
		abroad: loopback,
		open: async (options) => await openAt(lab.home.origin, options),
		run: async (work) => await lab.clock.run(work, { idle: isQuiet }),
		elapsedMs: () => lab.clock.now() - beganAt,
	};
	return lab;
}

function begun<T>(part: T | undefined): T {
	if (part === undefined) throw new Error('The lab is open while a test runs');
	return part;
}
