import { createHash } from 'node:crypto';

import type { Call, UploadedFile } from '../http/call';
import { isJsonObject, type Json } from '../http/json';
import type { Refusal } from '../http/refusal';
import type { Reference } from '../renders/render';
import { invalid, wrongType } from './fields';
import { readImageHead } from './imageSize';

/** OpenAI's limit for `image_url`, in characters. */
const longestImageUrl = 20_971_520;
const imageTypes = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * The first frame, as OpenAI takes it: a file, or an object with exactly one of `image_url` and
 * `file_id`. Throws Refusal. Addresses are not fetched; data URLs are looked into.
 *
 * @param size the pixel size the image must have, or null where the server scales
 */
export function readReference(call: Call, size: string | null): Reference | null {
	const file = call.files.find(({ name }) => name === 'input_reference');
	if (file) return fileReference(file, size);
	const value = call.fields.input_reference;
	return value === undefined || value === null ? null : objectReference(value, size);
}

/**
 * The first frame, as servers take it that scale every image: a file, or a text with its address.
 * @throws wrong for anything else in place of the text
 */
export function fileOrAddress(
	{ files }: Call,
	address: Json | undefined,
	wrong: Refusal,
): Reference | null {
	const file = files.find(({ name }) => name === 'input_reference');
	if (file) return fileReference(file, null);
	if (address === undefined || address === null) return null;
	if (typeof address === 'string') return { kind: 'url', value: address };
	throw wrong;
}

/** A reference made of an uploaded image. Throws Refusal when it is none. */
export function fileReference(file: UploadedFile, size: string | null): Reference {
	const head = readImageHead(file.content);
	if (!head || !imageTypes.includes(file.type)) {
		const message = `Invalid file '${file.filename}': unsupported mimetype ('${file.type}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.`;
		throw invalid('input_reference', message, 'unsupported_file_mimetype');
	}
	checkPixels(file.content, size);
	const { filename: value, sha256, content } = file;
	return { kind: 'file', value, sha256, bytes: content.length };
}

function objectReference(value: Json, size: string | null): Reference {
	if (!isJsonObject(value)) throw wrongType('input_reference', value, 'an object');
	const { image_url: url, file_id: fileId } = value;
	if ((typeof url === 'string') === (typeof fileId === 'string')) {
		const message = "Provide exactly one of 'image_url' and 'file_id' in 'input_reference'.";
		throw invalid('input_reference', message, 'invalid_value');
	}
	if (typeof fileId === 'string') return { kind: 'fileId', value: fileId };
	return urlReference(typeof url === 'string' ? url : '', size, 'input_reference');
}

/**
 * A reference made of an address, which is not fetched, or of a data URL, which must hold an image.
 * Throws Refusal.
 *
 * @param param the body field it stands in
 */
export function urlReference(url: string, size: string | null, param: string): Reference {
	if (url.length > longestImageUrl) {
		const message = `Invalid '${param}.image_url': string too long, the maximum is ${longestImageUrl} characters.`;
		throw invalid(param, message, 'string_above_max_length');
	}
	const inline = /^data:(image\/[a-z+]+);base64,/i.exec(url);
	if (!inline) {
		if (URL.canParse(url) && /^https?:/i.test(url)) return { kind: 'url', value: url };
		const message = `Invalid '${param}.image_url': expected an https or data URL.`;
		throw invalid(param, message, 'invalid_value');
	}
	const content = Buffer.from(url.slice(inline[0].length), 'base64');
	if (!readImageHead(content)) {
		const message = `Invalid '${param}.image_url': the data is no JPEG, PNG or WebP image.`;
		throw invalid(param, message, 'invalid_value');
	}
	checkPixels(content, size);
	const sha256 = createHash('sha256').update(content).digest('hex');
	return { kind: 'url', value: inline[0], sha256, bytes: content.length };
}

function checkPixels(content: Buffer, size: string | null): void {
	const head = readImageHead(content);
	if (size === null || !head || `${head.width}x${head.height}` === size) return;
	const message = 'Inpaint image must match the requested width and height';
	throw invalid('input_reference', message, null);
}
