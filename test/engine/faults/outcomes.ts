import { appendFile, readFile } from 'node:fs/promises';

import { z } from 'zod';

/** Names the file that outcomes go to while the table is being drawn; unset in a plain test run. */
export const outcomesVariable = 'FAULT_OUTCOMES';

const outcomeSchema = z.object({
	group: z.string(),
	row: z.string(),
	seen: z.object({
		wanted: z.number(),
		paid: z.number(),
		clips: z.number(),
		errors: z.array(
			z.object({
				kind: z.string(),
				message: z.string(),
				advice: z.string(),
				videoId: z.string().optional(),
			}),
		),
	}),
	/** In what the row fell short; empty when it holds. */
	shortcomings: z.array(z.string()),
});

/** What came of one row of the table. */
export type Outcome = z.infer<typeof outcomeSchema>;

export async function noteOutcome(outcome: Outcome): Promise<void> {
	const file = process.env[outcomesVariable];
	if (file !== undefined) await appendFile(file, `${JSON.stringify(outcome)}\n`);
}

export async function readOutcomes(file: string): Promise<Outcome[]> {
	const lines = (await readFile(file, 'utf8')).trim().split('\n');
	return lines.map((line) => outcomeSchema.parse(JSON.parse(line)));
}
