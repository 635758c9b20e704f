import { SoraError } from '../api/errors';
import { isoTime } from '../api/isoTime';
import type { Video } from '../api/video';

/** Unix seconds of 2001. Some servers send the seconds a file has to live, which is no such time. */
const earliestSeconds = 1e9;

/**
 * Whether the files of a video have had their time. That alone is no reason to refuse anything: the
 * file is asked for, and only a server that has it no longer is explained by it.
 *
 * @param serverNowMs by the server's clock, which named the time
 */
export function isExpired(video: Video, serverNowMs: number): boolean {
	const endSeconds = endOf(video);
	return endSeconds !== null && endSeconds * 1000 < serverNowMs;
}

/** The error for a video whose files are gone. */
export function expiredError(video: Video): SoraError {
	const when = isoTime(endOf(video));
	return new SoraError(
		'expired',
		`The server deleted the files of this video${when === null ? '' : ` on ${when}`}`,
		{
			videoId: video.id,
			advice:
				'Files can be had only for a while after the render, often one hour: download them in the same run, or by a trigger. This one has to be created again.',
		},
	);
}

/**
 * Refuses to download what is not finished, before the server gives a misleading 404.
 *
 * @throws SoraError `notReady`
 */
export function requireDownloadable({ id, status, serverStatus }: Video): void {
	if (status === 'completed') return;
	throw new SoraError('notReady', `The video is not finished yet (status "${serverStatus}")`, {
		videoId: id,
		advice: 'Turn on Wait for Completion, or run this again later.',
	});
}

function endOf({ expiresAtSeconds }: Video): number | null {
	return (expiresAtSeconds ?? 0) < earliestSeconds ? null : expiresAtSeconds;
}
