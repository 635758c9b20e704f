import { SoraError } from '../api/errors';
import { isoTime } from '../api/isoTime';
import type { Video } from '../api/video';

/** Whether the server has deleted the files of a video by its own word. */
export function isExpired({ expiresAtSeconds }: Video, nowMs: number): boolean {
	return expiresAtSeconds !== null && expiresAtSeconds * 1000 < nowMs;
}

/** The error for a video whose files are gone. */
export function expiredError({ id, expiresAtSeconds }: Video): SoraError {
	const when = isoTime(expiresAtSeconds);
	return new SoraError(
		'expired',
		`The server deleted the files of this video${when === null ? '' : ` on ${when}`}`,
		{
			videoId: id,
			advice:
				'Files can be had only for a while after the render, often one hour: download them in the same run, or by a trigger. This one has to be created again.',
		},
	);
}

/**
 * Refuses a download that cannot succeed, before the server gives a misleading 404.
 *
 * @throws SoraError `expired` or `notReady`
 */
export function requireDownloadable(video: Video, nowMs: number): void {
	if (video.status !== 'completed') {
		throw new SoraError(
			'notReady',
			`The video is not finished yet (status "${video.serverStatus}")`,
			{
				videoId: video.id,
				advice: 'Turn on Wait for Completion, or run this again later.',
			},
		);
	}
	if (isExpired(video, nowMs)) throw expiredError(video);
}
