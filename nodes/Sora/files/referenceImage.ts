import type { Upload } from '../api/encoding';
import { SoraError } from '../api/errors';
import { sendForStream } from '../api/http';
import { answerLimitMs } from '../api/request';
import type { Server } from '../api/server';
import { readImageInfo, type ImageInfo } from './imageInfo';
import { guardStalls } from './stallGuard';

/** A reference image, checked and ready to be sent. */
export interface ReferenceImage extends ImageInfo {
	upload: Upload;
}

/** OpenAI's limit for an image given by address; a first frame is far smaller. */
export const largestImageBytes = 20 * 1024 * 1024;

/**
 * Checks a reference image by its bytes, not by its label.
 *
 * @param fileName as uploaded; the extension is set by the real type
 * @throws SoraError `badInput` when it is no JPEG, PNG or WebP, or too large
 */
export function checkReferenceImage(bytes: Buffer, fileName: string): ReferenceImage {
	const info = readImageInfo(bytes);
	if (!info) {
		throw new SoraError(
			'badInput',
			`The reference image "${fileName}" is not a JPEG, PNG or WebP file`,
			{
				advice: 'Convert it with the Edit Image node, or choose another file.',
			},
		);
	}
	if (bytes.length > largestImageBytes) throw tooLarge(fileName);
	const stem = fileName.replace(/\.[^.]*$/, '') || 'reference';
	const extension = info.mimeType.slice('image/'.length).replace('jpeg', 'jpg');
	return { ...info, upload: { bytes, fileName: `${stem}.${extension}`, mimeType: info.mimeType } };
}

/**
 * Fetches a reference image from the web: without any credential, at most 20 MB.
 *
 * @throws SoraError `badInput` when there is no image at the address
 */
export async function fetchReferenceImage(server: Server, url: string): Promise<ReferenceImage> {
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		throw new SoraError('badInput', `The reference image address "${url}" is not a web address`, {
			advice: 'Give a whole address, e.g. https://example.com/first-frame.png.',
		});
	}
	const answer = await sendForStream(server, {
		method: 'GET',
		url,
		limitMs: answerLimitMs,
		anonymous: true,
	});
	if (answer.status !== 200) {
		answer.discard();
		throw new SoraError('badInput', `The reference image could not be loaded from ${url}`, {
			status: answer.status,
			advice: `That address answers with HTTP ${answer.status}. It must be open to everyone, without sign-in.`,
		});
	}
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of guardStalls(answer, [server.cancelSignal])) {
		length += chunk.length;
		if (length > largestImageBytes) {
			answer.discard();
			throw tooLarge(url);
		}
		chunks.push(chunk);
	}
	const fileName = new URL(url).pathname.split('/').at(-1) || 'reference';
	return checkReferenceImage(Buffer.concat(chunks), fileName);
}

function tooLarge(name: string): SoraError {
	return new SoraError('badInput', `The reference image "${name}" is larger than 20 MB`, {
		advice: 'Make it smaller with the Edit Image node.',
	});
}
