import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 250;

/**
 * Waits until `look` gives something.
 * @throws naming `what`, when there is nothing after `limitMs`.
 */
export async function waitFor<Found>(
	what: string,
	limitMs: number,
	look: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found> {
	const deadlineMs = Date.now() + limitMs;
	while (Date.now() < deadlineMs) {
		const found = await look();
		if (found !== undefined) return found;
		await pause(lookEveryMs);
	}
	throw new Error(`After ${limitMs / 1000} s there was still no ${what}.`);
}
