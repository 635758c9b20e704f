import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { z } from 'zod';

import { promptItems, stagePerTest, workflowFor } from './stage';

const open = stagePerTest();

const mib = 1024 * 1024;

/** The collector, which Node hides without a flag. */
function collectGarbage(): void {
	setFlagsFromString('--expose-gc');
	z.function().parse(runInNewContext('gc'))();
}

/** How far this process grows, simulator included, while a clip of so many bytes is downloaded. */
async function growthFor(bytes: number): Promise<number> {
	const stage = await open({ simulator: { media: { bytes } } });
	const workflow = await workflowFor('create');
	collectGarbage();
	const before = process.memoryUsage.rss();
	let most = before;
	const look = setInterval(() => {
		most = Math.max(most, process.memoryUsage.rss());
	}, 5);

	const result = await stage.play(workflow, { items: promptItems('a long take') });
	clearInterval(look);

	let arrived = 0;
	const file = await stage.engine.openBinary(result.items('Sora')[0]?.binary?.data);
	for await (const chunk of file) arrived += z.instanceof(Buffer).parse(chunk).length;
	expect(arrived).toBe(bytes);
	await stage.close();
	return most - before;
}

it('a file of 512 MB arrives with less than 64 MB more memory', async () => {
	// The first download loads and compiles code, which belongs to no file.
	await growthFor(32 * mib);

	expect((await growthFor(512 * mib)) / mib).toBeLessThan(64);
});
