import { SoraError } from '../api/errors';
import { isoTime } from '../api/isoTime';
import type { Video } from '../services/video';

/**
 * Whether the files of a video have had their time. That alone is no reason to refuse anything: the
 * file is asked for, and only a server that has it no longer is explained by it.
 *
 * @param serverNowMs by the server's clock, which named the time
 */
export function isExpired({ expiresAtSeconds }: Video, serverNowMs: number): boolean {
	return expiresAtSeconds !== null && expiresAtSeconds * 1000 < serverNowMs;
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
