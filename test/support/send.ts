import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

/** An answer, read to its end. */
export interface Reply {
	status: number;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	body: Buffer;
}

interface SendOptions {
	headers?: OutgoingHttpHeaders;
	body?: string | Buffer;
	signal?: AbortSignal;
}

/** Sends a request by Node's own client, over a connection of its own, as n8n's client does. */
export async function send(
	method: string,
	address: string,
	{ body, ...options }: SendOptions = {},
): Promise<Reply> {
	return await new Promise((resolve, reject) => {
		const sending = request(address, { method, agent: false, ...options }, (response) => {
			const { statusCode: status = 0, headers } = response;
			response.toArray().then((chunks: Buffer[]) => {
				resolve({ status, headers, body: Buffer.concat(chunks) });
			}, reject);
		});
		sending.on('error', reject);
		sending.end(body);
	});
}
