import type { ClipSpec, Video } from '../api/video';

/**
 * Whether a video may be what a request asked for: nothing that both name differs. A server that
 * was left to choose a model, size or length names its own.
 */
export function mayBeFor(video: Video, asked: ClipSpec): boolean {
	const agree = <T>(a: T | null, b: T | null) => a === null || b === null || a === b;
	return (
		normalPrompt(video.prompt) === normalPrompt(asked.prompt) &&
		agree(asked.model, video.model) &&
		agree(asked.seconds, video.seconds) &&
		agree(asked.size, video.size)
	);
}

/** A form carries every line end as CRLF (HTML standard), and some servers trim. */
export function normalPrompt(prompt: string | null): string {
	return (prompt ?? '').replaceAll('\r\n', '\n').trim();
}
