import { z } from 'zod';
import type { EndedExecution } from '../rest';
import type { Item } from '../rest-schemas';

const clipRunSchema = z.object({
	reused: z.boolean(),
	estimatedCostUsd: z.number().nullable(),
});

/** How a clip came about, as its item tells. */
export function clipRun({ json }: Item): z.infer<typeof clipRunSchema> {
	return clipRunSchema.parse(json.run);
}

/** What stands above the output of a node. */
export function hintsOf({ run }: EndedExecution, node = 'Sora'): string[] {
	const hints = run.resultData.runData[node]?.at(-1)?.hints ?? [];
	return hints.map(({ message }) => message);
}
