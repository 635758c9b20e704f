import type { z } from 'zod';

import { SoraError, toSoraError } from './errors';
import {
	listSize,
	sendForText,
	usualSize,
	type HttpRequest,
	type LocatedAnswer,
	type TextAnswer,
} from './http';
import { parseJson } from './json';
import { pause } from './pause';
import { strayRedirect } from './redirects';
import { responseError, type Purpose } from './responseErrors';
import { readRetryDelayMs } from './retryPolicy';
import type { Server } from './server';
import { brokenAnswer, isVideoAllTheSame, longAnswer, strangeAnswer } from './strangeAnswers';
import type { TextSize } from './textBody';

/** A call of the API: a path below the base URL, and what its answer must look like. */
export interface ApiCall<T> extends Omit<
	HttpRequest,
	'url' | 'anonymous' | 'limitMs' | 'mostText'
> {
	/** Begins with a slash, ids already encoded by `apiPath`. */
	path: string;
	purpose: Purpose;
	schema: z.ZodType<T, z.ZodTypeDef, unknown>;
	/** The video the call is about: every error of the call carries it. */
	videoId?: string;
	/** Time for each answer; `answerLimitMs` where nothing is said. */
	limitMs?: number;
	/** False: one attempt only, for a caller with a schedule of its own. A POST is sent once anyway. */
	retry?: boolean;
}

/** The typed answer of an API call. */
export interface ApiAnswer<T> {
	value: T;
	headers: Record<string, string>;
}

/** Time for an answer that the server has at hand. Slow self-hosted servers list in a few seconds. */
export const answerLimitMs = 30_000;

const mib = 1024 * 1024;

/** The API's videos are small; some servers put the clip into them, as base64. */
const mostText: Partial<Record<Purpose, TextSize>> = {
	create: { ...usualSize, clipBytes: 20 * mib },
	read: { ...usualSize, clipBytes: 20 * mib },
	list: listSize,
	models: listSize,
};

/**
 * Calls the API: sends, repeats what may be repeated, and parses the answer. A POST is sent once,
 * since it would make a second one of what it makes: whoever starts renders decides what a failed
 * create means.
 *
 * @throws SoraError of any kind, about `videoId`; `details.mayExist` tells that a create may have
 * been accepted
 */
export async function callApi<T>(server: Server, call: ApiCall<T>): Promise<ApiAnswer<T>> {
	const { path, limitMs = answerLimitMs, ...request } = call;
	const sent = { ...request, url: server.baseUrl + path, limitMs };
	return await untilAnswered(server, sent).catch((thrown: unknown) => {
		const error = toSoraError(thrown);
		throw call.videoId === undefined ? error : error.about(call.videoId);
	});
}

/** A call with all that its request needs. */
type SentCall<T> = Omit<ApiCall<T>, 'path'> & HttpRequest;

async function untilAnswered<T>(server: Server, call: SentCall<T>): Promise<ApiAnswer<T>> {
	const mayRepeat = call.retry !== false && call.method !== 'POST';
	for (let number = 1; ; number++) {
		const outcome = await attempt(server, call);
		if (!(outcome instanceof SoraError)) return outcome;
		const delayMs = mayRepeat ? readRetryDelayMs(outcome, number, Math.random()) : undefined;
		if (delayMs === undefined) throw outcome;
		await pause(delayMs, server.cancelSignal, call.stop);
	}
}

async function attempt<T>(server: Server, call: SentCall<T>): Promise<ApiAnswer<T> | SoraError> {
	const limited = { ...call, mostText: mostText[call.purpose] ?? usualSize };
	const answer = await sendForText(server, limited).catch(toSoraError);
	if (answer instanceof SoraError) return answer;
	if (answer.problem) return brokenAnswer(answer, answer.problem, call.purpose);
	const { status, headers, text, url } = answer;
	if (status === 303 && call.purpose === 'create') {
		return await shownElsewhere(server, call, answer);
	}
	if ((status === 401 || status === 403) && new URL(url).origin !== server.origin) {
		return strayRedirect(server, url).with({ status });
	}
	const isSuccess = status >= 200 && status < 300;
	if (isSuccess && answer.isCut) return longAnswer(answer, call.purpose);
	const json = isAcceptance(answer) ? {} : parseJson(text);
	if (isSuccess || isVideoAllTheSame(json, status, call)) {
		const parsed = call.schema.safeParse(json);
		if (parsed.success) return { value: parsed.data, headers };
	}
	return isSuccess
		? strangeAnswer(answer, call.purpose)
		: responseError(server, answer, call.purpose);
}

/** Taken on, with nothing to say about it yet: so xAI answers while a render runs. */
function isAcceptance({ status, text }: TextAnswer): boolean {
	return (status === 202 || status === 204) && text.trim() === '';
}

/**
 * The video of a create that is done and shown at another address (303). Whatever fails there, the
 * render may run.
 */
async function shownElsewhere<T>(
	server: Server,
	{ schema, stop }: SentCall<T>,
	{ headers: { location = '' }, url }: LocatedAnswer,
): Promise<ApiAnswer<T> | SoraError> {
	const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
	if (target?.origin !== server.origin) {
		return strayRedirect(server, target?.href ?? location).with({ mayExist: true });
	}
	const look: SentCall<T> = {
		method: 'GET',
		url: target.href,
		purpose: 'read',
		schema,
		limitMs: answerLimitMs,
		...(stop ? { stop } : {}),
	};
	const seen = await untilAnswered(server, look).catch(toSoraError);
	return seen instanceof SoraError ? seen.with({ mayExist: true }) : seen;
}
