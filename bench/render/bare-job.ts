import { z } from 'zod';

const bareJobSchema = z.object({
	baseUrl: z.string(),
	apiKey: z.string(),
	/** Creates to be timed, one after the other. */
	roundTrips: z.number(),
	/** Videos whose files are fetched, side by side. */
	videoIds: z.array(z.string()),
	parallel: z.number(),
	/** Where the files go. */
	folder: z.string(),
});

/** What the bare client is to do, as its only argument tells it. */
export type BareJob = z.infer<typeof bareJobSchema>;

/** @throws ZodError or SyntaxError for any other text. */
export function readBareJob(text: string): BareJob {
	return bareJobSchema.parse(JSON.parse(text));
}
