import type { DialectName } from './dialects/names';
import type { MediaMode } from './media/library';
import type { Outcome, ProgressShape, RenderRequest, Video } from './renders/render';
import type { ManualEndpoint } from './webhooks/endpoints';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; a free one by default. */
	port?: number;
	/** Key clients must send; `''` for an open server. */
	apiKey?: string;
	/** Which server is simulated; `openai` by default. */
	dialect?: DialectName;
	/** The clock in unix milliseconds; `Date.now` by default, looked up on every call. */
	now?: () => number;
	/** Time a render takes once started, 3 s by default. */
	renderMs?: number | ((request: RenderRequest) => number);
	/** Time a render waits before it may start, 0 by default. */
	queueMs?: number | ((request: RenderRequest) => number);
	/** Time a finished file can be downloaded; by default 1 h where the real server has a limit. */
	expiresAfterMs?: number | null;
	/** Another end than `completed` for some requests. */
	outcome?: (request: RenderRequest) => Outcome | undefined;
	/** How progress moves; `smooth` by default, or as the dialect's server does. */
	progress?: ProgressShape;
	/** Renders at a time; the others wait, queued. No limit by default. */
	maxRunning?: number;
	/** Value of the header `openai-poll-after-ms` on the status of an unfinished video. */
	pollAfterMs?: number | ((video: Video) => number | undefined);
	/** What the files are; `full` by default. */
	media?: MediaMode;
	/** Whether body fields without meaning come back in the video object. */
	echoExtraFields?: boolean;
	/** What DELETE does to an unfinished render; by default what the dialect's server does. */
	deleteUnfinished?: 'cancel' | 'refuse';
	/** Content served here, by a redirect to another origin, or at an address in the video object. */
	contentFrom?: 'self' | 'redirect' | 'address';
	/** Secret that signs deliveries to an address a create has named. */
	callbackSecret?: string;
	/** Receivers of webhooks that were not registered through the API. */
	endpoints?: ManualEndpoint[];
	/** Pauses before each repeat of a delivery that was not answered with 2xx. */
	retryPausesMs?: readonly number[];
}

export const defaultApiKey = 'sk-simulator';
export const defaultCallbackSecret = 'callback-secret';
export const defaultRenderMs = 3_000;

// OpenAI repeats a delivery with growing pauses for up to 72 hours.
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const defaultRetryPausesMs: readonly number[] = [
	...[5_000, 30_000, 2 * minuteMs, 10 * minuteMs],
	...[1, 3, 8, 12, 24, 24].map((hours) => hours * hourMs),
];

/** A fixed value or one per request, as a function in either case. */
export function perRequest<Input>(
	value: number | ((input: Input) => number) | undefined,
	fallback: number,
): (input: Input) => number {
	return typeof value === 'function' ? value : () => value ?? fallback;
}
