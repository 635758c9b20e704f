import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { z } from 'zod';

import { forgetBody, type Readable } from '../api/bodyStream';
import type { CallContext } from '../api/server';
import { authenticate } from './authenticate';

/** Frees the connection of a request that was given up; each has a shorter limit of its own. */
const connectionLimitMs = 60_000;

const answerSchema = z
	.object({ body: z.custom<Readable>((body) => typeof body === 'object' && body !== null) })
	.passthrough();

/**
 * A context like that of a run for the test of a credential, where n8n has its old request function
 * only: the same requests go out through it.
 */
export function testContext(
	{ helpers: { request } }: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
): CallContext {
	const send = async (
		{ method, url, headers, qs }: IHttpRequestOptions,
		signal: AbortSignal | undefined,
	) => {
		const asked: Promise<unknown> = request({
			method,
			uri: url,
			headers,
			qs,
			useStream: true,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			timeout: connectionLimitMs,
		});
		return await untilAborted(
			asked.then((answer) => answerSchema.parse(answer)),
			signal,
		);
	};
	return {
		getCredentials: async () => await Promise.resolve(credential),
		helpers: {
			httpRequest: async () =>
				await Promise.reject(new Error('The test of a credential asks its own server only')),
			async httpRequestWithAuthentication(_type, options) {
				return await send(authenticate(credential, options), this.getExecutionCancelSignal?.());
			},
		},
	};
}

/** The old request function knows no signal, so its answer is dropped when the signal comes. */
async function untilAborted<Answer extends { body: Readable }>(
	asked: Promise<Answer>,
	signal: AbortSignal | undefined,
): Promise<Answer> {
	const aborted = new Promise<never>((_resolve, reject) => {
		const drop = () => {
			reject(new Error('aborted'));
			asked.then(
				({ body }) => {
					forgetBody(body);
					body.destroy();
				},
				() => undefined,
			);
		};
		if (signal?.aborted) drop();
		else signal?.addEventListener('abort', drop, { once: true });
	});
	return await Promise.race([asked, aborted]);
}
