import type { JsonObject } from '../http/json';

export type RenderKind = 'create' | 'remix' | 'edit' | 'extension';

/** A reference image as the server got it. */
export interface Reference {
	kind: 'file' | 'url' | 'fileId';
	/** File name, address or file id. */
	value: string;
	sha256?: string;
	bytes?: number;
}

/** What a client asked for, after validation. */
export interface RenderRequest {
	kind: RenderKind;
	prompt: string;
	model: string;
	seconds: number;
	size: string;
	seed: number | null;
	/** The first frame. */
	reference: Reference | null;
	lastFrame: Reference | null;
	/** Images that guide the look without being a frame. */
	references: Reference[];
	/** Price of the render, where the service tells it. */
	costUsd: number | null;
	/** The video a remix, edit or extension starts from. */
	sourceId: string | null;
	/** Body fields the server gives no meaning to. */
	extra: JsonObject;
}

export type Outcome = { result: 'completed' } | { result: 'failed'; code: string; message: string };

/** One job. Its state is never stored: it follows from these times and the clock. */
export interface Render {
	readonly id: string;
	/** Order of creation; breaks ties between jobs of the same second. */
	readonly sequence: number;
	readonly request: RenderRequest;
	readonly createdAtMs: number;
	/** When it may leave the queue, if a slot is free. */
	readonly readyAtMs: number;
	readonly expiresAfterMs: number | null;
	startedAtMs: number | null;
	durationMs: number;
	outcome: Outcome;
	deletedAtMs: number | null;
	slot: number | null;
	announced: boolean;
	downloads: number;
}

export type VideoStatus = 'queued' | 'in_progress' | 'completed' | 'failed';

/** A job as it stands at one moment. */
export interface Video extends RenderRequest {
	id: string;
	status: VideoStatus;
	progress: number | null;
	/** Part of the render that is done, 0 to 1, whatever progress says. */
	fraction: number;
	createdAtMs: number;
	startedAtMs: number | null;
	/** End of the job, also of a failed one. */
	endedAtMs: number | null;
	expiresAtMs: number | null;
	expired: boolean;
	error: { code: string; message: string } | null;
	deleted: boolean;
	downloads: number;
}

/**
 * How progress is told: `smooth` per cent, `jump` from 0 to 100 (as vLLM-Omni), `null`
 * (as TensorRT-LLM), or a function of the fraction rendered (0 to 1).
 */
export type ProgressShape = 'smooth' | 'jump' | 'null' | ((fraction: number) => number | null);

export function endOf(render: Render): number {
	return render.startedAtMs === null ? Infinity : render.startedAtMs + render.durationMs;
}

/** The state of a job at `atMs`, which may lie in the past. */
export function videoAt(render: Render, atMs: number, shape: ProgressShape): Video {
	const endMs = endOf(render);
	const ended = atMs >= endMs;
	const started = render.startedAtMs !== null && atMs >= render.startedAtMs;
	const { outcome, expiresAfterMs } = render;
	const status: VideoStatus = ended ? outcome.result : started ? 'in_progress' : 'queued';
	const fraction = fractionAt(render, atMs);
	const expires = status === 'completed' && expiresAfterMs !== null;
	const expiresAtMs = expires ? endMs + expiresAfterMs : null;
	return {
		...render.request,
		id: render.id,
		status,
		progress: progressFor(status, fraction, shape),
		fraction,
		createdAtMs: render.createdAtMs,
		startedAtMs: started ? render.startedAtMs : null,
		endedAtMs: ended ? endMs : null,
		expiresAtMs,
		expired: expiresAtMs !== null && atMs >= expiresAtMs,
		error:
			status === 'failed' && outcome.result === 'failed'
				? { code: outcome.code, message: outcome.message }
				: null,
		deleted: render.deletedAtMs !== null && atMs >= render.deletedAtMs,
		downloads: render.downloads,
	};
}

function fractionAt(render: Render, atMs: number): number {
	if (render.startedAtMs === null || atMs < render.startedAtMs) return 0;
	return atMs >= endOf(render) ? 1 : (atMs - render.startedAtMs) / render.durationMs;
}

function progressFor(status: VideoStatus, fraction: number, shape: ProgressShape): number | null {
	if (shape === 'null') return null;
	if (status === 'completed') return 100;
	if (status !== 'in_progress' || shape === 'jump') return 0;
	return typeof shape === 'function' ? shape(fraction) : Math.min(99, Math.floor(fraction * 100));
}
