import { request } from 'node:http';

import type { Simulator } from '../../simulator';

export interface TextReply {
	status: number;
	text: string;
}

/**
 * Asks the simulated server for JSON.
 *
 * @throws for any status but 200
 */
export async function askServer(
	{ baseUrl, apiKey }: Simulator,
	method: string,
	path: string,
	body?: object,
): Promise<unknown> {
	const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
	const sent = body && JSON.stringify(body);
	const { status, text } = await send(method, baseUrl + path, headers, sent);
	if (status === 200) return JSON.parse(text);
	throw new Error(`${method} ${path} answers ${status}: ${text}`);
}

/** Sends a request over a connection of its own, and reads the whole answer. */
export async function send(
	method: string,
	address: string,
	headers: Record<string, string>,
	body?: string,
): Promise<TextReply> {
	return await new Promise((resolve, reject) => {
		const sending = request(address, { method, headers, agent: false }, (response) => {
			response.toArray().then((chunks: Buffer[]) => {
				resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
			}, reject);
		});
		sending.on('error', reject);
		sending.end(body);
	});
}
