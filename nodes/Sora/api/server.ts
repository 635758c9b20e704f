import type { IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { credentialSchema } from './credential';
import { customHeader } from './customHeader';
import { SoraError } from './errors';
import { openRedaction } from './redaction';
import { openServerClock, type ServerClock } from './serverClock';
import { steadyNowMs } from './steadyClock';

/** What the API needs of n8n; every context of a node has it. */
export interface CallContext {
	getCredentials(type: string): Promise<object>;
	/** Missing where nobody can stop anything. */
	getExecutionCancelSignal?(): AbortSignal | undefined;
	helpers: {
		httpRequest(options: IHttpRequestOptions): Promise<unknown>;
		/** Takes the cancel signal from `this`. */
		httpRequestWithAuthentication(
			this: CallContext,
			type: string,
			options: IHttpRequestOptions,
		): Promise<unknown>;
	};
}

/** The configured server, as every endpoint function takes it. */
export interface Server {
	readonly context: CallContext;
	/** As typed in the credential, without query and trailing slashes; includes the version path, e.g. `/v1`. */
	readonly baseUrl: string;
	/** The query of the Base URL, which belongs to each call: Azure's `api-version`. */
	readonly query: Readonly<Record<string, string>>;
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

const serverSchema = credentialSchema.extend({
	headerName: z.string().catch(''),
	headerSecret: z.string().catch(''),
});

/**
 * Reads the Sora API credential of the node.
 *
 * @param addressOf a service's own address, for a credential that leaves its Base URL empty
 * @throws SoraError `badInput` when the base URL is not an http(s) address or holds a password, or the
 * custom header is none that can be sent
 */
export async function openServerAt(
	context: CallContext,
	addressOf: (service: string) => string | undefined,
): Promise<Server> {
	const credential = serverSchema.parse(await context.getCredentials('soraApi'));
	const { apiKey, service } = credential;
	const baseUrl = credential.baseUrl || (addressOf(service) ?? '');
	const address = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
	if (!address || !/^https?:$/.test(address.protocol)) {
		throw new SoraError(
			'badInput',
			'The Base URL of the Sora API credential is not a web address',
			{
				advice:
					'Open the credential and enter the whole address with its version path, e.g. http://localhost:8091/v1.',
			},
		);
	}
	if (address.username !== '' || address.password !== '') {
		throw new SoraError(
			'badInput',
			'The Base URL of the Sora API credential holds a user name or a password',
			{
				advice:
					'Take them out of the address. A key belongs into the field API Key; user name and password go as a header: Custom Header Name Authorization, Custom Header Value Basic and the base64 text of both.',
			},
		);
	}
	if (/\s/.test(apiKey)) {
		throw new SoraError(
			'badInput',
			'The API Key of the Sora API credential holds a blank or a line break',
			{
				advice: 'A key has none: copy it anew and paste it alone.',
			},
		);
	}
	customHeader(credential);
	return {
		context,
		baseUrl: address.origin + address.pathname.replace(/\/+$/, ''),
		query: Object.fromEntries(address.searchParams),
		origin: address.origin,
		host: address.host,
		service,
		isOpenAi: address.hostname === 'api.openai.com',
		cancelSignal:
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal?.() : undefined,
		clock: openServerClock(steadyNowMs),
		redact: openRedaction([apiKey, credential.headerSecret]),
	};
}
