import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { z } from 'zod';

import { customHeader } from './customHeader';
import { SoraError } from './errors';
import { openServerClock, type ServerClock } from './serverClock';
import { steadyNowMs } from './steadyClock';

/** The n8n contexts from which the API is called. */
export type CallContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** The configured server, as every endpoint function takes it. */
export interface Server {
	readonly context: CallContext;
	/** As typed in the credential, without trailing slashes; includes the version path, e.g. `/v1`. */
	readonly baseUrl: string;
	/** Scheme, host and port: the only place that ever gets the API key. */
	readonly origin: string;
	/** Without scheme; with its port, where that is not the usual one. */
	readonly host: string;
	/** The credential's Service, e.g. `openRouter`; `other` for any server by its Base URL. */
	readonly service: string;
	/** OpenAI itself, whose own video service has ended. */
	readonly isOpenAi: boolean;
	/** Fires when the user or n8n stops the execution; undefined where n8n offers none. */
	readonly cancelSignal: AbortSignal | undefined;
	/** Times of the server are judged by it, e.g. whether a file has expired. */
	readonly clock: ServerClock;
	/** The text with every secret of the credential blacked out. */
	redact: (text: string) => string;
}

const credentialSchema = z.object({
	service: z.string().catch('other'),
	baseUrl: z.string().trim().min(1),
	apiKey: z.string().catch(''),
	headerName: z.string().catch(''),
	headerSecret: z.string().catch(''),
});

/** Shorter values are no secrets, and blacking them out would garble ordinary words. */
const shortestSecret = 6;

/**
 * Reads the Sora API credential of the node.
 *
 * @throws SoraError `badInput` when the base URL is not an http(s) address, or the custom header none
 * that can be sent
 */
export async function openServer(context: CallContext): Promise<Server> {
	const credential = credentialSchema.safeParse(await context.getCredentials('soraApi'));
	const baseUrl = credential.success ? credential.data.baseUrl.replace(/\/+$/, '') : '';
	const address = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
	if (!credential.success || !address || !/^https?:$/.test(address.protocol)) {
		throw new SoraError(
			'badInput',
			'The Base URL of the Sora API credential is not a web address',
			{
				advice:
					'Open the credential and enter the whole address with its version path, e.g. https://api.openai.com/v1 or http://localhost:8091/v1.',
			},
		);
	}
	customHeader(credential.data);
	const secrets = spellings([credential.data.apiKey, credential.data.headerSecret]);
	return {
		context,
		baseUrl,
		origin: address.origin,
		host: address.host,
		service: credential.data.service,
		isOpenAi: address.hostname === 'api.openai.com',
		cancelSignal:
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		clock: openServerClock(steadyNowMs),
		redact: (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '•••'), text),
	};
}

/** The server for what has to be done although the execution was stopped. */
export function evenWhenStopped(server: Server): Server {
	return { ...server, cancelSignal: undefined };
}

/**
 * Each secret as it may come back: as typed, without blanks around it, and as JSON text writes it.
 * Longest first, so that no secret is blacked out only as far as a shorter one reaches.
 */
function spellings(secrets: string[]): string[] {
	const written = secrets.flatMap((secret) => {
		const escaped = JSON.stringify(secret.trim()).slice(1, -1);
		return [secret, secret.trim(), escaped, escaped.replaceAll('/', '\\/')];
	});
	return [...new Set(written)]
		.filter(({ length }) => length >= shortestSecret)
		.sort((a, b) => b.length - a.length);
}
