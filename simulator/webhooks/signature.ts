import { createHmac } from 'node:crypto';

/** Prefix of secrets whose rest is the key in base64 (Standard Webhooks). */
const prefix = 'whsec_';

/**
 * Signs a delivery by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, one entry per
 * secret, separated by spaces. A secret without prefix is its own key, as in OpenAI's SDK.
 */
export function signDelivery(
	secrets: readonly string[],
	id: string,
	timestamp: string,
	body: string,
): string {
	return secrets
		.map((secret) => {
			const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`);
			return `v1,${mac.digest('base64')}`;
		})
		.join(' ');
}

function keyOf(secret: string): Buffer {
	return secret.startsWith(prefix)
		? Buffer.from(secret.slice(prefix.length), 'base64')
		: Buffer.from(secret, 'utf8');
}
