import { SoraError } from '../api/errors';
import { policyAdvice, speaksOfPolicy } from '../api/policy';
import type { Video } from '../api/video';

/** Plain words for the failure codes and messages known from the servers. */
const plainWords: ReadonlyArray<{ pattern: RegExp; words: string; advice: string }> = [
	{
		pattern: /out of memory|oom/i,
		words: 'The server ran out of graphics memory',
		advice: 'Choose a smaller Size, a shorter Duration or fewer frames.',
	},
	{
		pattern: /cancel/i,
		words: 'The render was cancelled at the server',
		advice: 'Create the video again if it is still wanted.',
	},
	{
		pattern: /deleted/i,
		words: 'The video was deleted at the server',
		advice: 'Create the video again if it is still wanted.',
	},
	{
		pattern: /expired|timed?.?out/i,
		words: 'The server gave the render up because it took too long',
		advice: 'Create the video again, with a shorter Duration if it happens often.',
	},
	{
		pattern: /server_error|internal/i,
		words: 'The server failed while rendering',
		advice: 'Create the video again; this is seldom the fault of the prompt.',
	},
];

/** Whether a render has come to its end, well or badly. */
export function hasEnded(video: Video): boolean {
	return video.status === 'completed' || video.status === 'failed';
}

/**
 * The video when its render has completed.
 *
 * @throws SoraError `policy` or `renderFailed`, with the server's reason and the video's id
 */
export function requireCompleted(video: Video): Video {
	if (video.status === 'completed') return video;
	const code = video.failure?.code ?? null;
	const reason = video.failure?.message ?? `status "${video.serverStatus}"`;
	const details = { videoId: video.id, code };
	if (speaksOfPolicy(`${code ?? ''} ${reason}`)) {
		throw new SoraError('policy', `The content rules of the server stopped the render: ${reason}`, {
			...details,
			advice: policyAdvice,
		});
	}
	const known = plainWords.find(({ pattern }) =>
		pattern.test(`${code ?? ''} ${reason} ${video.serverStatus}`),
	);
	throw new SoraError('renderFailed', `${known?.words ?? 'The render failed'}: ${reason}`, {
		...details,
		advice: known?.advice ?? 'Create the video again, or change what the reason names.',
	});
}
