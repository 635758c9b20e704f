import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { steadyNowMs } from '../api/steadyClock';
import { roundUsd } from '../money/prices';
import { recordIn, removeFrom } from './record';

/** Where a render belongs in a run. */
export interface Place {
	itemIndex: number;
	/** 1 to 10 */
	version: number;
}

const lostSchema = z.object({
	/** When its create was sent; unix ms by the steady clock. */
	sentMs: z.number(),
	/** One for all repeats of a create, so that a server can tell them from a second order. */
	idempotencyKey: z.string(),
	asked: z.object({
		promptHash: z.string(),
		model: z.string().nullable(),
		seconds: z.number().nullable(),
		size: z.string().nullable(),
		source: z.string().nullable(),
	}),
});

/** A create that was not answered, so that nobody knows whether its render exists. */
export type LostCreate = z.output<typeof lostSchema>;

const noteSchema = z.object({
	/** Of the request, as `renderKey` gives it. */
	key: z.string(),
	/** The execution that has written the note. */
	executionId: z.string(),
	/** Unix ms by the steady clock. */
	atMs: z.number(),
	videoId: z.string().optional(),
	/** Whether the execution has made this video; false for one that was found or reused. */
	isMade: z.boolean().optional(),
	lost: lostSchema.optional(),
});

/** What an earlier try has left for one output: its video, its lost create, or both where an answer broke off. */
export type Note = z.output<typeof noteSchema>;

const spentSchema = z.object({ usd: z.number(), videos: z.number() });

/** What the renders of an execution have cost: USD by estimate, and renders started. */
export type Spent = z.output<typeof spentSchema>;

/**
 * The renders this node has started in this execution, kept where n8n hands them to the next try
 * (Retry On Fail) and to a retried execution: ids and hashes only, since they are stored with the
 * execution.
 */
export interface ExecutionNotes {
	/**
	 * What was noted for this place, in this execution for whatever request: between its tries nobody
	 * can have edited a parameter, but an expression with a random number or the time gives another
	 * value in each. What another execution has noted is only good for an equal request.
	 */
	of(place: Place): (Note & { isFromThisExecution: boolean }) | undefined;
	write(place: Place, note: Omit<Note, 'executionId' | 'atMs'>): void;
	forget(place: Place): void;
	/** Every video noted, of whatever place. */
	videoIds(): string[];
	/** What this execution has cost so far, all tries and all rounds of a loop together. */
	spent(): Spent;
	spend(usd: number, videos: number): void;
	/** Forgets the renders of this run, when all went well. */
	clear(): void;
}

/**
 * The notes of the node in its present run: in a loop each round has its own. They are read and
 * changed in place, entry by entry, since there may be thousands, and other runs change them too.
 */
export function openNotes(context: IExecuteFunctions): ExecutionNotes {
	const memory = context.getContext('node');
	const executionId = context.getExecutionId();
	const round = String(z.number().catch(0).parse(context.getWorkflowDataProxy(0).$runIndex));
	const renders = recordIn(memory, 'renders');
	const nameOf = ({ itemIndex, version }: Place) => `${round}:${itemIndex}:${version}`;
	const read = (name: string) => noteSchema.safeParse(renders[name]).data;
	const spent = () => spentSchema.catch({ usd: 0, videos: 0 }).parse(memory.spent);
	return {
		of: (place) => {
			const note = read(nameOf(place));
			return note && { ...note, isFromThisExecution: note.executionId === executionId };
		},
		write: (place, note) => {
			renders[nameOf(place)] = { ...note, executionId, atMs: steadyNowMs() };
		},
		forget: (place) => {
			removeFrom(renders, nameOf(place));
		},
		videoIds: () => Object.keys(renders).flatMap((name) => read(name)?.videoId ?? []),
		spent,
		spend: (usd, videos) => {
			const before = spent();
			memory.spent = { usd: roundUsd(before.usd + usd), videos: before.videos + videos };
		},
		clear: () => {
			const ours = Object.keys(renders).filter((name) => name.startsWith(`${round}:`));
			for (const name of ours) removeFrom(renders, name);
		},
	};
}
