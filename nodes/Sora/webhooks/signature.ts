import { createHmac, timingSafeEqual } from 'node:crypto';

/** Accepted difference between the sender's clock and ours, both ways (Standard Webhooks). */
export const toleranceSeconds = 300;

/** More entries than a secret rotation ever needs; each costs one HMAC comparison. */
export const mostSignatures = 32;

/** A SHA-256 digest as base64 text. Texts are compared: decoding would read many spellings as one. */
const digestCharacters = 44;

/** What arrived, as far as the signature covers it. Header names in lower case. */
export interface SignedDelivery {
	headers: Readonly<Record<string, unknown>>;
	/** The bytes as they came over the wire, never parsed and written again. */
	rawBody: Buffer;
}

/** A delivery whose signature was right. */
export interface VerifiedDelivery {
	/** `webhook-id`: the same for every repeat of a delivery. */
	deliveryId: string;
	rawBody: Buffer;
}

/** The delivery does not come from the server, or not now. The reason is for tests, not for the sender. */
export class ForgedDelivery extends Error {
	override readonly name = 'ForgedDelivery';
}

/**
 * Verifies a delivery by Standard Webhooks, in the stricter reading of the OpenAI SDK and the
 * reference library: all three headers, a timestamp of at most five minutes' difference, and one
 * `v1` signature that fits one of the secrets, compared in constant time.
 *
 * @param secrets `whsec_…` (base64 behind the prefix) or plain text; at least one
 * @throws ForgedDelivery
 */
export function verifySignature(
	{ headers, rawBody }: SignedDelivery,
	secrets: readonly string[],
	nowMs: number,
): VerifiedDelivery {
	const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
		(name) => requireHeader(headers[name], name),
	) as [string, string, string];
	if (!/^\d{1,12}$/.test(timestamp)) throw new ForgedDelivery('timestamp is no number');
	const ageSeconds = Math.floor(nowMs / 1000) - Number(timestamp);
	if (Math.abs(ageSeconds) > toleranceSeconds)
		throw new ForgedDelivery('timestamp out of tolerance');
	const given = signatureDigests(signature);
	const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`, 'utf8'), rawBody]);
	const expected = secrets
		.filter(isUsableSecret)
		.map((secret) => createHmac('sha256', keyOf(secret)).update(signed).digest('base64'))
		.map((digest) => Buffer.from(digest));
	// Every pair is compared, so that the time taken does not tell which one fitted.
	const matches = given.flatMap((digest) =>
		expected.map((other) => timingSafeEqual(digest, other)),
	);
	if (!matches.includes(true)) throw new ForgedDelivery('no signature fits');
	return { deliveryId: id, rawBody };
}

/** Whether a secret has any key in it: with an empty one everybody could sign. */
export function isUsableSecret(secret: string): boolean {
	return keyOf(secret).length > 0;
}

function requireHeader(value: unknown, name: string): string {
	if (typeof value === 'string' && value !== '') return value;
	throw new ForgedDelivery(`header ${name} is missing`);
}

/** Entries are separated by spaces; versions other than `v1` are for other algorithms. */
function signatureDigests(header: string): Buffer[] {
	const entries = header.split(' ').filter((entry) => entry !== '');
	if (entries.length > mostSignatures) throw new ForgedDelivery('too many signatures');
	return entries
		.filter((entry) => entry.startsWith('v1,'))
		.map((entry) => Buffer.from(entry.slice('v1,'.length)))
		.filter((digest) => digest.length === digestCharacters);
}

function keyOf(secret: string): Buffer {
	return secret.startsWith('whsec_')
		? Buffer.from(secret.slice('whsec_'.length), 'base64')
		: Buffer.from(secret, 'utf8');
}
