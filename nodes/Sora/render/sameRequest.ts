import type { KnownFacts, Video } from '../api/video';

/** What a request says about the clip it asks for. */
export type AskedFor = Pick<KnownFacts, 'prompt' | 'model' | 'seconds' | 'size'>;

/**
 * Whether a video may be what a request asked for: nothing that both name differs. A server that
 * was left to choose a model, size or length names its own.
 */
export function mayBeFor(video: Video, asked: AskedFor): boolean {
	const agree = <T>(a: T | null | undefined, b: T | null) =>
		a === null || a === undefined || b === null || a === b;
	return (
		normalPrompt(video.prompt) === normalPrompt(asked.prompt) &&
		agree(asked.model, video.model) &&
		agree(asked.seconds, video.seconds) &&
		agree(asked.size, video.size)
	);
}

/** A form carries every line end as CRLF (HTML standard), and some servers trim. */
export function normalPrompt(prompt: string | null | undefined): string {
	return (prompt ?? '').replaceAll('\r\n', '\n').trim();
}
