import { z } from 'zod';

import { parseJson } from '../api/json';

/** A webhook's body: thin, everything about the video has to be fetched. */
export interface VideoEvent {
	id: string;
	type: string;
	createdAtSeconds: number | null;
	videoId: string;
}

/** A video's id becomes a part of an address, which no server takes at any length. */
const identifier = z.string().min(1).max(4_096);

const eventSchema = z.object({
	id: identifier,
	type: z.string().min(1),
	created_at: z.number().finite().nullish().catch(null),
	data: z.object({ id: identifier }),
});

/** An event of another kind has other data, and is none of ours. */
const anyEventSchema = z.object({ type: z.string().min(1) });

/** What the body of a verified delivery is. */
export type ParsedEvent =
	{ kind: 'wanted'; event: VideoEvent } | { kind: 'unwanted' } | { kind: 'malformed' };

/**
 * Reads the body of a delivery whose signature was right.
 *
 * @param wanted the event types the user chose
 */
export function parseEvent(rawBody: Buffer, wanted: readonly string[]): ParsedEvent {
	const json = parseJson(rawBody.toString('utf8'));
	const any = anyEventSchema.safeParse(json);
	if (!any.success) return { kind: 'malformed' };
	if (!wanted.includes(any.data.type)) return { kind: 'unwanted' };
	const parsed = eventSchema.safeParse(json);
	if (!parsed.success) return { kind: 'malformed' };
	const { id, type, created_at: createdAtSeconds, data } = parsed.data;
	return {
		kind: 'wanted',
		event: { id, type, createdAtSeconds: createdAtSeconds ?? null, videoId: data.id },
	};
}
