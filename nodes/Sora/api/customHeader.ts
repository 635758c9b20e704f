import { z } from 'zod';

import { SoraError } from './errors';

/** The header of the credential that a gateway in front of the server asks for. */
export interface CustomHeader {
	name: string;
	value: string;
}

const credentialSchema = z.object({
	headerName: z.string().trim().catch(''),
	headerSecret: z.string().catch(''),
});

/** RFC 9110, 5.1: what a name may consist of. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Headers by which one request is told from the next, or that say what this very request holds. With
 * a fixed value the server waits for bytes that never come, or answers something else.
 */
const setByRequest = new Set([
	'accept-encoding',
	'connection',
	'content-encoding',
	'content-length',
	'content-range',
	'content-type',
	'expect',
	'host',
	'http2-settings',
	'idempotency-key',
	'keep-alive',
	'proxy-connection',
	'range',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

/**
 * The custom header of a credential; undefined where name or value is empty.
 *
 * @throws SoraError `badInput` when no request could carry it. The name is shown only where it is a
 * known one: whoever typed name and value into one field would find the secret in the message.
 */
export function customHeader(credential: unknown): CustomHeader | undefined {
	const { headerName: name, headerSecret: value } = credentialSchema.parse(credential);
	if (name === '' || value === '') return undefined;
	if (!token.test(name)) {
		throw new SoraError(
			'badInput',
			'The Custom Header Name of the Sora API credential is no name of a header. Enter the name alone, without blanks and colon (e.g. x-gateway-token), and what follows the colon under Custom Header Value.',
		);
	}
	if (setByRequest.has(name.toLowerCase())) {
		throw new SoraError(
			'badInput',
			`The Custom Header Name of the Sora API credential cannot be "${name}": every request sets this header by itself. Enter the header that your gateway asks for (e.g. x-gateway-token), or leave the field empty.`,
		);
	}
	return { name, value };
}
