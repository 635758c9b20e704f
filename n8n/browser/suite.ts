import { chromium } from 'playwright-core';
import type { Tally } from '../../scripts/closing-line';
import type { Stage } from '../stage';
import { runCases } from '../suite/case';
import { listBrowserCases } from './cases';
import { chromiumArguments, findChromium } from './chromium';

/**
 * Works n8n's editor in a real browser and takes the pictures of the README. Without a Chromium
 * on this machine it says so and counts nothing.
 */
export async function runBrowserSuite(stage: Stage): Promise<Tally> {
	const executablePath = findChromium();
	if (executablePath === undefined) {
		console.log('skip   browser: no Chromium here; n8n/README.md says how to have one');
		return { passed: 0, failed: 0 };
	}
	const browser = await chromium.launch({ executablePath, args: chromiumArguments });
	try {
		return await runCases(stage, listBrowserCases(browser));
	} finally {
		await browser.close();
	}
}
