import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import type { NodeChanges, workflowFor } from '../../engine/stage';

/** A request to the trigger. What is not said is right. */
export interface PlannedDelivery {
	/** `webhook-id`. */
	id: string;
	/** What is sent; the body of an event. */
	body: string;
	/** What is signed in its place. */
	signedBody?: string;
	/** Of each secret one signature. */
	secrets: readonly string[];
	/** How long ago it was signed, by the node's clock. */
	ageSeconds?: number;
	/** In place of the right ones; an empty one is left out. */
	headers?: Record<string, string>;
}

/** What happens to the trigger: n8n switches its workflow on or off, or somebody calls it. */
export type TriggerStep =
	| { do: 'activate' | 'deactivate' }
	| { do: 'deliver'; deliveries: readonly PlannedDelivery[]; atOnce?: boolean };

export interface TriggerPlay {
	parameters?: INodeParameters;
	/** What static data of the node holds at first. */
	kept?: IDataObject;
	steps: readonly TriggerStep[];
}

/** What the node is asked to do. */
export interface Play {
	operation: Parameters<typeof workflowFor>[0];
	node?: NodeChanges;
	/** JSON of the input items; one prompt by default. */
	items?: IDataObject[];
	/** Fields of the credential beside the Base URL, which leads to the hostile server. */
	credential?: Record<string, string>;
	/** By how much the node's clock runs faster than the real one. */
	speed?: number;
	/** A list of the editor in place of a run, and what is typed to search it. */
	listSearch?: { method: 'searchVideos' | 'searchModels'; filter?: string };
	/** The trigger in place of the action node, which then has no part. */
	trigger?: TriggerPlay;
	/** Texts that must not turn up anywhere, by name. */
	needles?: Record<string, string>;
	/** Also collects what a manual run sends to the editor. */
	mode?: 'manual' | 'trigger';
}

/** To the player. */
export type Order =
	{ do: 'play'; baseUrl: string; play: Play } | { do: 'stop' } | { do: 'shiftClock'; ms: number };

const errorSchema = z.object({
	item: z.number().optional(),
	kind: z.string(),
	message: z.string(),
	advice: z.string(),
	videoId: z.string().optional(),
});

export const outcomeSchema = z.object({
	/** Of the execution; `listed` for a list of the editor, `played` for the trigger. */
	status: z.string(),
	/** Items of the success branch; of the trigger those that workflows started with. */
	items: z.array(
		z.object({
			id: z.string(),
			json: z.string(),
			file: z
				.object({ name: z.string(), mimeType: z.string(), bytes: z.number(), hash: z.string() })
				.optional(),
		}),
	),
	errors: z.array(errorSchema),
	/** Entries of a list of the editor. */
	entries: z.number(),
	/** How often deliveries to the trigger were answered so: status and text. */
	replies: z.record(z.number()),
	/** By the node's own clock. */
	seconds: z.number(),
	/** From Stop to the end of the run, by the node's clock; absent where nobody stopped it. */
	stopMs: z.number().optional(),
	/** Timers of the node that outlive the run. */
	timers: z.number(),
	worstBlockMs: z.number(),
	grownMb: z.number(),
	keptMb: z.number(),
	/** Characters of all that n8n stores of the run. */
	storedChars: z.number(),
	/** The longest text in it. */
	longestText: z.number(),
	/** Which needles were found, and where. */
	leaks: z.array(z.object({ needle: z.string(), where: z.string() })),
});

/** What came of a run, from the player. */
export type Outcome = z.infer<typeof outcomeSchema>;
