import type { ErrorBody } from './errorBody';
import { readErrorBody } from './errorBody';
import type { ErrorKind } from './errors';
import { SoraError } from './errors';
import type { TextAnswer } from './http';
import { policyAdvice, speaksOfPolicy } from './policy';
import { longestPauseMs, namedPauseMs, namedRetry } from './retryPolicy';
import type { Server } from './server';

/** What a request was for, since one status means different things for different calls. */
export type Purpose = 'create' | 'read' | 'list' | 'content' | 'delete' | 'models' | 'webhooks';

const dayMs = 24 * 3_600_000;

const quotaCodes = /insufficient_quota|billing|credit|budget|balance/i;

const keyCodes = /api_key_invalid|invalid_api_key/i;
const keyMessages =
	/\b(incorrect|invalid) api[ -]key|\bapi[ -]key (is )?(not valid|invalid|expired)/i;

const goneWords = /\bexpired\b|may not exist/i;

/** OpenAI announced the end of its own Videos API for this day. */
export const openAiEnd = '2026-09-24';

/**
 * The error for an answer outside 2xx, in words a no-code user can act on.
 * The server's own text is quoted, its code and request id are kept.
 */
export function responseError(
	server: Server,
	answer: TextAnswer,
	purpose: Purpose,
	nowMs = server.clock.nowMs(),
): SoraError {
	const body = readErrorBody(answer.text);
	const kind = kindOf(answer.status, body, purpose);
	const requestId = answer.headers['x-request-id'];
	const pauseMs = namedPauseMs(answer.headers, nowMs, body.pauseMs);
	const shouldRetry = namedRetry(answer.headers);
	const details = {
		status: answer.status,
		code: body.code,
		mayExist: purpose === 'create' && answer.status >= 500,
		// A file may lie at another place, which knows nothing of this key.
		keyRefused: kind === 'auth' && answer.status !== 403 && purpose !== 'content',
		...(requestId === undefined ? {} : { requestId }),
		...(pauseMs === undefined ? {} : { pauseMs }),
		...(shouldRetry === undefined ? {} : { shouldRetry }),
	};
	if (server.isOpenAi && purpose === 'create' && [403, 404, 410].includes(answer.status)) {
		return new SoraError('notSupported', `OpenAI has ended its own video service (${openAiEnd})`, {
			...details,
			advice: `Set another server as Base URL in the Sora API credential: vLLM-Omni, SGLang, FastVideo and TensorRT-LLM serve open models, LiteLLM is a gateway to Veo, Runway and others. OpenAI's answer was: ${body.message ?? answer.status}`,
		});
	}
	const wait =
		kind === 'rateLimit' && pauseMs !== undefined && pauseMs > longestPauseMs
			? ` It asks to wait ${pauseMs > dayMs ? 'more than a day' : `${Math.ceil(pauseMs / 60_000)} minutes`}.`
			: '';
	return new SoraError(kind, `${summary(kind, purpose)}: ${quote(body, answer)}${wait}`, {
		...details,
		advice: advice(kind, answer.status, purpose),
	});
}

/** LiteLLM names the lack of credit in the type and repeats the status as code. */
function isLackOfQuota({ code, type }: ErrorBody): boolean {
	return quotaCodes.test(`${code ?? ''} ${type ?? ''}`);
}

/** Gemini and xAI answer a wrong key with 400. */
function isWrongKey({ code, type, message }: ErrorBody): boolean {
	return keyCodes.test(`${code ?? ''} ${type ?? ''}`) || keyMessages.test(message ?? '');
}

function kindOf(status: number, body: ErrorBody, purpose: Purpose): ErrorKind {
	const words = `${body.code ?? ''} ${body.type ?? ''}`;
	if (isLackOfQuota(body) || status === 402) return 'quota';
	if (status < 500 && speaksOfPolicy(words)) return 'policy';
	// new-api answers an unknown id with 400.
	if (body.code === 'task_not_exist') return 'notFound';
	if (
		purpose === 'content' &&
		/not (ready|completed)|in.progress|still/i.test(body.message ?? '')
	) {
		return 'notReady';
	}
	// Storages and Google's files answer 403 once an address or a file has had its time.
	if (purpose === 'content' && status === 403 && goneWords.test(body.message ?? '')) {
		return 'notFound';
	}
	if (status === 401 || status === 403 || (status === 400 && isWrongKey(body))) return 'auth';
	if (status === 429) return 'rateLimit';
	if (status === 405 || status === 415 || status === 501) return 'notSupported';
	if (status === 404 || status === 410) {
		return purpose === 'read' || purpose === 'content' || purpose === 'delete'
			? 'notFound'
			: 'notSupported';
	}
	// Where a render is to be started nothing is there that could become ready.
	if (status === 409) return purpose === 'create' ? 'badInput' : 'notReady';
	return status >= 500 || status === 408 ? 'serverUnreachable' : 'badInput';
}

function summary(kind: ErrorKind, purpose: Purpose): string {
	switch (kind) {
		case 'auth':
			return 'The server does not accept the credential';
		case 'quota':
			return 'The account at the server has no credit left for this';
		case 'rateLimit':
			return 'The server is taking no more requests for now';
		case 'policy':
			return 'The content rules of the server refuse this request';
		case 'notFound':
			return 'The server does not know this video';
		case 'notReady':
			return 'The video is not ready for this yet';
		case 'notSupported':
			return `The server cannot ${ability[purpose]}`;
		case 'serverUnreachable':
			return 'The server failed';
		default:
			return 'The server refused the request';
	}
}

const ability: Record<Purpose, string> = {
	create: 'create a video at this address',
	read: 'show a video',
	list: 'list videos',
	content: 'hand out this file',
	delete: 'delete videos',
	models: 'list models',
	webhooks: 'register webhooks',
};

function advice(kind: ErrorKind, status: number, purpose: Purpose): string {
	const nothingQueued = purpose === 'create' ? '; nothing was queued' : '';
	switch (kind) {
		case 'auth':
			return status === 403
				? 'The key is known but may not do this: check its rights, the organization and the project.'
				: 'Check the API Key and the Authentication in the Sora API credential.';
		case 'quota':
			return `Add credit or raise the limit in the account behind the API key${nothingQueued}.`;
		case 'rateLimit':
			return `Lower Limits → Parallel Renders, or run again later${nothingQueued}.`;
		case 'policy':
			return policyAdvice;
		case 'notFound':
			return 'Check the Video ID. Files and videos are removed by the server some time after the render, often after one hour.';
		case 'notReady':
			return 'Turn on Wait for Completion, or run this again later.';
		case 'notSupported':
			return purpose === 'create'
				? 'Check the Base URL in the Sora API credential (with its version path, e.g. /v1), and the model: a wrong deployment name on Azure gives this answer too.'
				: 'Not every server has every operation; the table in the documentation of this node tells which has what.';
		case 'serverUnreachable':
			return 'Try again later; look into the log of the server if it is yours.';
		default:
			return `Correct what the server names and run again${nothingQueued}.`;
	}
}

function quote({ message, param }: ErrorBody, { status }: TextAnswer): string {
	const text = message ?? 'no reason given';
	return `${text}${param && !text.includes(param) ? ` (${param})` : ''} (HTTP ${status})`;
}
