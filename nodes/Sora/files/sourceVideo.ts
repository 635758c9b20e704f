import type { Upload } from '../services/fields';
import { SoraError } from '../api/errors';
import { sniffMediaType } from './mediaType';

/** An upload is held in memory while it is sent, so it is bounded; clips of a minute are far smaller. */
export const largestVideoBytes = 512 * 1024 * 1024;

/**
 * Checks a clip that is to be edited or extended, by its bytes.
 *
 * @throws SoraError `badInput` when it is no video, or too large
 */
export function checkSourceVideo(bytes: Buffer, fileName: string): Upload {
	const type = sniffMediaType(bytes);
	if (type?.family !== 'video') {
		throw new SoraError('badInput', `The file "${fileName}" is not a video`, {
			advice: 'MP4, WebM and AVI files are known. Check which input field holds the clip.',
		});
	}
	if (bytes.length > largestVideoBytes) {
		throw new SoraError('badInput', `The file "${fileName}" is larger than 512 MB`, {
			advice: 'Shorten or compress the clip first.',
		});
	}
	const stem = fileName.replace(/\.[^.]*$/, '') || 'video';
	return { bytes, fileName: `${stem}.${type.extension}`, mimeType: type.mimeType };
}
