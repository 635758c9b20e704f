import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';
import { z } from 'zod';

const tableFile = join(__dirname, '../nodes/Sora/money/videoPrices.ts');

const factsSchema = z.object({
	source: z.string().min(1),
	models: z.record(z.record(z.number().nonnegative())),
});

/** Writes the table of list prices, as TypeScript, from the facts beside this file. */
async function writeTable(): Promise<void> {
	const facts = await readFile(join(__dirname, 'video-prices.json'), 'utf8');
	const { source, models } = factsSchema.parse(JSON.parse(facts));
	const text = `/**
 * USD per second of video by model and resolution; \`default\` holds for those not named. Written by
 * \`npm run prices\` from scripts/video-prices.json: ${source}.
 */
export const videoPrices: Readonly<Record<string, Readonly<Record<string, number>>>> = ${JSON.stringify(models)};
`;
	const style = await resolveConfig(tableFile);
	await writeFile(tableFile, await format(text, { ...style, parser: 'typescript' }));
}

void writeTable();
