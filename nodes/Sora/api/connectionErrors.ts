import { z } from 'zod';

import { longestWord } from './answerFields';
import { plainText } from './errorBody';
import { SoraError } from './errors';
import type { Server } from './server';

const problem = z.object({
	message: z.string().catch(''),
	description: z.string().nullish().catch(null),
	code: z.unknown(),
	/** n8n's own error puts the code here, and what the client said into a list. */
	httpCode: z.unknown(),
	messages: z.array(z.unknown()).catch([]),
	cause: z
		.object({ code: z.unknown(), message: z.string().catch('') })
		.partial()
		.nullish()
		.catch(null),
});

const codes =
	/\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE|ETIMEDOUT|EPROTO|ERR_SSL_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+)\b/;

/** Codes of connections that never came about, so that the server cannot have seen the request. */
const neverSent =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT_|DEPTH_|SELF_|UNABLE_|ERR_TLS_|ERR_SSL_)/;

/** How TLS ends where the other side speaks plain http. */
const noHttps = /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/;

/** What clients say of a request that cannot be sent as it is. */
const unsendable = /\bERR_INVALID_\w+|valid HTTP token|Invalid URL|Invalid character in header/i;

/**
 * The error for a request that got no answer. Nothing of the thrown value but a code and a line of
 * text is kept, since it carries the request with its secret headers.
 */
export function connectionError(server: Server, url: string, thrown: unknown): SoraError {
	const { message, description, code, httpCode, messages, cause } = problem
		.catch(emptyProblem)
		.parse(thrown);
	const said = [code, httpCode, cause?.code, message, description, ...messages, cause?.message]
		.map((part) => String(part).slice(0, longestWord))
		.join(' ');
	const found = codes.exec(said)?.[0];
	const { host } = new URL(url);
	if (found === undefined && unsendable.test(said)) {
		return new SoraError(
			'badInput',
			`The request to ${host} cannot be sent: ${plainText(server.redact(message.slice(0, longestWord)))}`,
			{
				mayExist: false,
				advice:
					'Check the Base URL, the API Key and the Custom Header Name and Value in the Sora API credential: a header name has no blanks, and neither name nor value a line break.',
			},
		);
	}
	const details = { code: found ?? null, mayExist: !(found && neverSent.test(found)) };
	if (found === undefined) {
		return new SoraError(
			'serverUnreachable',
			`The request to ${host} failed: ${plainText(server.redact(message)) || 'no reason given'}`,
			{ ...details, advice: 'Check that the server runs and that n8n may reach it.' },
		);
	}
	if (noHttps.test(found)) {
		// A wrong setting, not an outage: no further try can end better.
		return new SoraError('badInput', `The server does not speak https (${host})`, {
			...details,
			advice:
				'Write http:// in place of https:// in the Base URL of the Sora API credential, or put the address under which the server has a certificate.',
		});
	}
	return new SoraError('serverUnreachable', `${explain(found)} (${host})`, {
		...details,
		advice: found.startsWith('E')
			? 'Check the Base URL in the Sora API credential, and that the server runs and n8n can reach it. Inside Docker, "localhost" is the container itself.'
			: 'The server needs a certificate that n8n trusts; a self-hosted server can also be reached by http inside your own network.',
	});
}

/** The error for an answer that did not come within the request's own time limit. */
export function timeLimitError(method: string, url: string, limitMs: number): SoraError {
	return new SoraError(
		'timeout',
		`The server did not answer within ${Math.round(limitMs / 1000)} seconds (${new URL(url).host})`,
		{
			mayExist: true,
			advice:
				method === 'POST'
					? 'Some servers render while the request is open: raise Options → Request Timeout.'
					: 'Check that the server is not overloaded, then run again.',
		},
	);
}

const emptyProblem = { message: '', description: null, messages: [], cause: null };

function explain(code: string): string {
	if (code === 'ECONNREFUSED') return 'Nothing answers at this address';
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'This host name is not known';
	if (code === 'ECONNRESET' || code === 'EPIPE') return 'The server broke the connection off';
	if (code.startsWith('E')) return 'The server cannot be reached';
	return "The server's certificate is not valid here";
}
