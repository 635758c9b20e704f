import execa from 'execa';

/** Often enough that nobody thinks the terminal has hung, seldom enough to stay readable. */
const heartbeatMs = 10_000;

/** Seconds since `startedAtMs`, as text. */
export function elapsed(startedAtMs: number): string {
	return `${((Date.now() - startedAtMs) / 1000).toFixed(0)} s`;
}

async function measureFolder(folder: string): Promise<string> {
	// du ends with 1 when a file vanishes under it, as happens while npm moves packages: what it
	// has counted until then is still good enough for a sign of life.
	const { stdout } = await execa('du', ['-sk', folder], { reject: false });
	const kilobytes = Number.parseInt(stdout, 10);
	return Number.isNaN(kilobytes) ? '' : `, ${(kilobytes / 1024).toFixed(0)} MB so far`;
}

/**
 * Runs `work`, saying that it has begun, every ten seconds that it is still at it (with the size
 * of `growingFolder`, for steps that are silent for minutes), and how long it took.
 */
export async function runStep<T>(
	label: string,
	work: () => Promise<T>,
	growingFolder?: string,
): Promise<T> {
	const startedAtMs = Date.now();
	console.log(`${label} …`);
	const beat = async () => {
		const size = growingFolder === undefined ? '' : await measureFolder(growingFolder);
		console.log(`  still at it: ${elapsed(startedAtMs)}${size}`);
	};
	const timer = setInterval(() => {
		beat().catch((error: unknown) => {
			console.warn(`  (the size could not be measured: ${String(error)})`);
		});
	}, heartbeatMs);
	try {
		const result = await work();
		console.log(`  done in ${elapsed(startedAtMs)}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
