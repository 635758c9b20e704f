import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A sender that waits longer holds up everything behind it. */
const answerLimitMs = 10_000;

/** Whether an address stays on this machine; deliveries go nowhere else. */
export function isLoopback(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { hostname, protocol } = new URL(address);
	const local =
		hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
	return local && (protocol === 'http:' || protocol === 'https:');
}

/**
 * POSTs a body and gives the status answered; redirects are not followed. Throws when there is no
 * answer. Uses node:http rather than fetch, so that mocks of the tests' own HTTP leave it alone.
 */
export async function postDelivery(
	address: string,
	headers: Record<string, string>,
	body: string,
	signal: AbortSignal,
): Promise<number> {
	const send = new URL(address).protocol === 'https:' ? requestHttps : requestHttp;
	return await new Promise<number>((resolve, reject) => {
		const length = { 'content-length': String(Buffer.byteLength(body)) };
		const options = { method: 'POST', agent: false, signal, timeout: answerLimitMs } as const;
		const request = send(
			address,
			{ ...options, headers: { ...headers, ...length } },
			(response) => {
				response.resume();
				response.once('close', () => resolve(response.statusCode ?? 0));
			},
		);
		request.once('timeout', () =>
			request.destroy(new Error('The receiver did not answer in time.')),
		);
		request.once('error', reject);
		request.end(body);
	});
}
