import { plainText } from '../api/errorBody';
import { SoraError } from '../api/errors';
import { labelledMediaType, sniffMediaType, type MediaType, type Variant } from './mediaType';

/**
 * The type of a file that has begun to arrive. It may not be the file that was asked for: some
 * servers ignore `variant` and send the video, proxies send JSON or HTML with status 200.
 *
 * @param head the first bytes, at least `sniffedBytes` of them unless the file is shorter
 * @param contentType as the answer labels it, believed only where the bytes say nothing
 * @param redact blacks secrets out of what is quoted
 * @throws SoraError `notReady` for an empty file, else `notSupported`
 */
export function requireMedia(
	head: Buffer,
	contentType: string | undefined,
	variant: Variant,
	redact: (text: string) => string,
): MediaType {
	if (head.length === 0) {
		throw new SoraError('notReady', `The server sent an empty file in place of the ${variant}`, {
			advice: 'Run Download with this Video ID again in a moment.',
		});
	}
	const type = sniffMediaType(head) ?? labelledType(head, contentType);
	if (type?.family === (variant === 'video' ? 'video' : 'image')) return type;
	const instead =
		type && type.family !== 'text'
			? `a file of type ${type.mimeType}`
			: `"${plainText(redact(head.toString('utf8')))}"`;
	throw new SoraError('notSupported', `The server sent ${instead} in place of the ${variant}`, {
		// A proxy may have put its own page before a file that is there.
		mayPass: type === undefined ? isText(head) : type.family === 'text',
		advice:
			'The server may keep its files elsewhere or not have this kind of file. Its documentation or its log tells more.',
	});
}

/** A container we do not know is believed by its label, unless it is plainly text. */
function labelledType(head: Buffer, contentType = ''): MediaType | undefined {
	return isText(head) ? undefined : labelledMediaType(contentType);
}

function isText(head: Buffer): boolean {
	return head.every((byte) => (byte >= 0x20 ? byte < 0x7f : [0x09, 0x0a, 0x0d].includes(byte)));
}
