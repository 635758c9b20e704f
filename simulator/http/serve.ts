import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { changeAnswer, prepareCall, replaceAnswer } from '../faults/apply';
import type { Fault } from '../faults/fault';
import type { RouteName } from '../routes/names';
import { type Dialect, type Handler, pause, type Studio } from '../studio';
import type { Answer, Ending } from './answer';
import { type Call, readBody, readHead } from './call';
import { Refusal } from './refusal';
import type { LoggedRequest, RequestLog } from './requestLog';
import { writeAnswer } from './write';

export interface Service {
	studio: Studio;
	log: RequestLog;
	route: RouteName;
	handler: Handler;
	/** Whether the key is asked for. */
	guarded: boolean;
}

/**
 * The way of every request: log, body, key, faults, handler, faults again, answer. The answer is
 * written by hand, since a fault may tear it anywhere.
 */
export async function serve(
	service: Service,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { studio, log } = service;
	reply.hijack();
	const requestId = `req_${randomBytes(16).toString('hex')}`;
	const call = readHead(service.route, request, studio.now());
	const entry = log.begin(call, requestId);
	const faults: Fault[] = [];
	studio.webhooks.announceEnded();
	const ending = await decide(service, call, request, entry, faults);
	entry.faults = faults.map((fault) => fault.kind);
	studio.webhooks.watch();
	for (const fault of faults) if (fault.kind === 'delay') await pause(studio, call, fault.ms);
	if (ending === 'hang') studio.traffic.park(call.work);
	else if (ending === 'reset') request.raw.socket.resetAndDestroy();
	else await write(studio, call, entry, ending, reply.raw);
}

async function write(
	studio: Studio,
	call: Call,
	entry: LoggedRequest,
	answer: Answer,
	response: ServerResponse,
): Promise<void> {
	const { requestId } = entry;
	const headers = {
		'x-request-id': requestId,
		...studio.dialect.headers(requestId),
		...answer.headers,
	};
	try {
		await writeAnswer({ ...answer, headers }, call, response, {
			wait: (ms) => pause(studio, call, ms),
			park: () => studio.traffic.park(call.work),
			answered: (status) => (entry.status = status),
		});
	} catch (error) {
		// The status has left already, so a torn connection is the only way left to say it.
		entry.error = messageOf(error);
		response.destroy();
	}
}

async function decide(
	service: Service,
	call: Call,
	request: FastifyRequest,
	entry: LoggedRequest,
	faults: Fault[],
): Promise<Ending> {
	const { studio } = service;
	const refuse = (refusal: Refusal): Answer => refusedBy(studio.dialect, refusal, call);
	const refused = (error: unknown): Answer => {
		if (error instanceof Refusal) return refuse(error);
		return refuse(new Refusal('internal', messageOf(error)));
	};
	try {
		if (service.guarded) checkKey(call, studio);
		await readBody(call, request);
	} catch (error) {
		return refused(error);
	}
	service.log.addBody(entry, call);
	faults.push(...studio.orders.take(call, promptOf(call, studio)));
	prepareCall(call, faults);
	const replaced = replaceAnswer('before', faults, refuse);
	if (replaced !== undefined) return replaced;
	let answer: Answer;
	try {
		answer = await service.handler(call, studio);
		entry.videoId = call.videoId === '' ? entry.videoId : call.videoId;
		failRenders(studio, call, faults);
	} catch (error) {
		answer = refused(error);
	}
	return replaceAnswer('after', faults, refuse) ?? changeAnswer(answer, faults);
}

function refusedBy(dialect: Dialect, refusal: Refusal, call: Call): Answer {
	const answer = dialect.refuse(refusal, call);
	const { retryAfter } = refusal.details;
	if (retryAfter === undefined || dialect.tellsWaitInBody === true) return answer;
	return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
}

/** Accepts the dialect's header, else a bearer token or, as at Azure, the header `api-key`. */
function checkKey(call: Call, { apiKey, dialect }: Studio): void {
	if (apiKey === '') return;
	const bearer = /^Bearer\s+(.+)$/i.exec(call.headers.authorization ?? '')?.[1];
	const other = call.headers[dialect.keyHeader ?? 'api-key'];
	const own = typeof other === 'string' ? other : undefined;
	const sent = dialect.keyHeader === undefined ? (bearer ?? own) : own;
	if (sent === apiKey) return;
	const message =
		sent === undefined
			? "You didn't provide an API key."
			: `Incorrect API key provided: ${sent.slice(0, 3)}...${sent.slice(-4)}.`;
	throw new Refusal('unauthorized', message);
}

function promptOf(call: Call, studio: Studio): string {
	const prompt = studio.dialect.promptIn?.(call.fields) ?? call.fields.prompt;
	if (typeof prompt === 'string') return prompt;
	return call.id === '' ? '' : (studio.renders.find(call.id)?.prompt ?? '');
}

function failRenders(studio: Studio, call: Call, faults: Fault[]): void {
	for (const fault of faults) {
		if (fault.kind !== 'failRender') continue;
		const code = fault.code ?? 'server_error';
		const message = fault.message ?? 'The server had an error while rendering this video.';
		studio.renders.decide(call.videoId, { result: 'failed', code, message });
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
