import { existsSync } from 'node:fs';

const knownPlaces = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Arguments that keep the browser off the net and let it run as root in a container. */
export const chromiumArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * The browser to use: the one named by CHROMIUM_PATH, else one in a usual place, else none.
 * @throws when CHROMIUM_PATH names a file that is not there.
 */
export function findChromium(): string | undefined {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen !== undefined && chosen !== '') {
		if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH names no file: ${chosen}`);
		return chosen;
	}
	return knownPlaces.find((place) => existsSync(place));
}
