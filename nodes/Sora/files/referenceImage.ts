import type { Upload } from '../services/fields';
import { SoraError, toSoraError } from '../api/errors';
import { sendForStream, type StreamAnswer } from '../api/http';
import { answerLimitMs } from '../api/request';
import type { Server } from '../api/server';
import { readImageInfo, type ImageInfo } from './imageInfo';
import { largestImageBytes } from './mediaType';
import { guardStalls } from './stallGuard';

/** A reference image, checked and ready to be sent. */
export interface ReferenceImage extends ImageInfo {
	upload: Upload;
}

/** Nobody waits longer for a picture: the item, and an end of the run, would wait with it. */
const arrivalMs = 60_000;

/**
 * Checks a reference image by its bytes, not by its label.
 *
 * @param fileName as uploaded; the extension is set by the real type
 * @throws SoraError `badInput` when it is no JPEG, PNG or WebP, or too large
 */
export function checkReferenceImage(bytes: Buffer, fileName: string): ReferenceImage {
	const info = readImageInfo(bytes);
	if (!info) {
		throw new SoraError('badInput', `The image "${fileName}" is not a JPEG, PNG or WebP file`, {
			advice: 'Convert it with the Edit Image node, or choose another file.',
		});
	}
	if (bytes.length > largestImageBytes) throw tooLarge(fileName);
	const stem = fileName.replace(/\.[^.]*$/, '') || 'reference';
	const extension = info.mimeType.slice('image/'.length).replace('jpeg', 'jpg');
	return { ...info, upload: { bytes, fileName: `${stem}.${extension}`, mimeType: info.mimeType } };
}

/**
 * Fetches a reference image from the web: without any credential, at most 50 MB, in a minute.
 *
 * @param stop ends the run early
 * @throws SoraError `badInput` when there is no image at the address
 */
export async function fetchReferenceImage(
	server: Server,
	url: string,
	stop?: AbortSignal,
): Promise<ReferenceImage> {
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		throw new SoraError('badInput', `The image address "${url}" is not a web address`, {
			advice: 'Give a whole address, e.g. https://example.com/first-frame.png.',
		});
	}
	const answer = await sendForStream(server, {
		method: 'GET',
		url,
		limitMs: answerLimitMs,
		anonymous: true,
		stop,
	});
	if (answer.status !== 200) {
		answer.discard();
		throw new SoraError('badInput', `The image could not be loaded from ${url}`, {
			status: answer.status,
			advice: `That address answers with HTTP ${answer.status}. It must be open to everyone, without sign-in.`,
		});
	}
	const bytes = await readWhole(answer, url, [server.cancelSignal, stop]);
	const fileName = new URL(url).pathname.split('/').at(-1) || 'reference';
	return checkReferenceImage(bytes, fileName);
}

async function readWhole(
	answer: StreamAnswer,
	url: string,
	signals: Array<AbortSignal | undefined>,
): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of guardStalls(answer, signals, { mostMs: arrivalMs })) {
			length += chunk.length;
			if (length > largestImageBytes) throw tooLarge(url);
			chunks.push(chunk);
		}
	} catch (error) {
		throw notLoaded(toSoraError(error), url);
	} finally {
		answer.discard();
	}
	return Buffer.concat(chunks);
}

function notLoaded(error: SoraError, url: string): SoraError {
	const { kind, message } = error;
	if (kind !== 'timeout' && kind !== 'serverUnreachable') return error;
	return new SoraError(kind, `The image did not arrive from ${url}: ${message}`, {
		advice:
			'Put it in a place that is faster, or load it with HTTP Request before this node and choose From Input Field.',
	});
}

function tooLarge(name: string): SoraError {
	return new SoraError('badInput', `The image "${name}" is larger than 50 MB`, {
		advice: 'Make it smaller with the Edit Image node.',
	});
}
