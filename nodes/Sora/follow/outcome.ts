import { SoraError } from '../api/errors';
import { policyAdvice, speaksOfPolicy } from '../api/policy';
import type { Video } from '../services/video';

interface KnownFailure {
	pattern: RegExp;
	words: string;
	advice: string;
	/** The same request would end the same, or somebody wanted this end. */
	isFinal?: true;
}

/** Plain words for the failure codes and messages known from the servers. */
const knownFailures: readonly KnownFailure[] = [
	{
		pattern: /out of memory|oom/i,
		words: 'The server ran out of graphics memory',
		advice: 'Choose a lower Resolution, a shorter Duration or fewer frames.',
	},
	{
		pattern: /cancel/i,
		words: 'The render was cancelled at the server',
		advice: 'Create the video again if it is still wanted.',
		isFinal: true,
	},
	{
		pattern: /deleted/i,
		words: 'The video was deleted at the server',
		advice: 'Create the video again if it is still wanted.',
		isFinal: true,
	},
	{
		pattern: /invalid|unsupported|bad.?request|validation/i,
		words: 'The server cannot render this request',
		advice: 'Change what the reason names; the same request would fail again.',
		isFinal: true,
	},
	{
		pattern: /expired/i,
		words: 'The render has expired at the server',
		advice:
			'It took too long, or its file was not fetched in time. Create the video again, with a shorter Duration if it happens often.',
	},
	{
		pattern: /timed?.?out/i,
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
	const problem = problemOf(video);
	if (problem) throw problem;
	return video;
}

/** Why a render has not completed; undefined when it has. */
export function problemOf(video: Video): SoraError | undefined {
	if (video.status === 'completed') return undefined;
	const code = video.failure?.code ?? null;
	const reason = video.failure?.message ?? `status "${video.serverStatus}"`;
	const details = { videoId: video.id, code };
	if (speaksOfPolicy(`${code ?? ''} ${reason}`)) {
		return new SoraError(
			'policy',
			`The content rules of the server stopped the render: ${reason}`,
			{
				...details,
				advice: policyAdvice,
			},
		);
	}
	const known = knownFailure(video);
	return new SoraError('renderFailed', `${known?.words ?? 'The render failed'}: ${reason}`, {
		...details,
		advice: known?.advice ?? 'Create the video again, or change what the reason names.',
	});
}

/** Whether the same request may well succeed after this failure. */
export function mayGoWellAgain(video: Video): boolean {
	return problemOf(video)?.kind === 'renderFailed' && !knownFailure(video)?.isFinal;
}

function knownFailure({ failure, serverStatus }: Video): KnownFailure | undefined {
	const text = `${failure?.code ?? ''} ${failure?.message ?? ''} ${serverStatus}`;
	return knownFailures.find(({ pattern }) => pattern.test(text));
}
