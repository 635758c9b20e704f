import { answerJson, answerRedirect, answerText, type Answer, type Ending } from '../http/answer';
import type { Call } from '../http/call';
import { Refusal } from '../http/refusal';
import { changeJson } from './body';
import type { Fault } from './fault';

const badGateway =
	'<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';

const statusMessages: Record<number, string> = {
	401: 'Incorrect API key provided.',
	403: 'You do not have access to this resource.',
	429: 'Rate limit reached for requests.',
	500: 'The server had an error while processing your request.',
	503: 'The server is overloaded. Please try again later.',
};

/** Lets faults that change what the handler sees act on the call. */
export function prepareCall(call: Call, faults: Fault[]): void {
	for (const fault of faults) {
		if (fault.kind === 'lagging') call.atMs -= fault.ms;
		if (fault.kind === 'list' && fault.how === 'ignoresCursor') call.ignoreCursor = true;
	}
}

/** What takes the place of the answer, before the handler runs or after it, if any fault does. */
export function replaceAnswer(
	when: 'before' | 'after',
	faults: Fault[],
	refuse: (refusal: Refusal) => Answer,
): Ending | undefined {
	for (const fault of faults) {
		const itsTime = ('when' in fault ? fault.when : undefined) ?? 'before';
		const ending = itsTime === when ? replacement(fault, refuse) : undefined;
		if (ending !== undefined) return ending;
	}
	return undefined;
}

function replacement(fault: Fault, refuse: (refusal: Refusal) => Answer): Ending | undefined {
	switch (fault.kind) {
		case 'status':
			return otherStatus(fault, refuse);
		case 'html':
			return answerText(badGateway, 'text/html', fault.status ?? 502);
		case 'redirect':
			return answerRedirect(fault.location, fault.status);
		case 'notFound':
			return refuse(new Refusal('notFound', 'Video not found'));
		case 'notReady':
			return refuse(new Refusal('notReady', 'Video is not ready yet'));
		case 'jsonInstead':
			return answerJson(fault.body ?? { message: 'ok' });
		case 'reset':
		case 'hang':
			return fault.kind;
		default:
			return undefined;
	}
}

function otherStatus(
	fault: Extract<Fault, { kind: 'status' }>,
	refuse: (refusal: Refusal) => Answer,
): Answer {
	const message =
		fault.message ?? statusMessages[fault.status] ?? `Ordered status ${fault.status}.`;
	const { status, code, retryAfter } = fault;
	const answer =
		fault.body === undefined
			? refuse(new Refusal('invalid', message, { status, code, retryAfter }))
			: typeof fault.body === 'string'
				? answerText(fault.body, 'text/plain', status)
				: answerJson(fault.body, status);
	const headers = { ...answer.headers };
	if (retryAfter !== undefined && fault.body !== undefined)
		headers['retry-after'] = String(retryAfter);
	return { ...answer, status, headers: { ...headers, ...fault.headers } };
}

/** The answer of the handler with every changing fault applied. */
export function changeAnswer(answer: Answer, faults: Fault[]): Answer {
	return faults.reduce(change, answer);
}

function change(answer: Answer, fault: Fault): Answer {
	const travels = (transport: Answer['transport']): Answer => ({
		...answer,
		transport: { ...answer.transport, ...transport },
	});
	switch (fault.kind) {
		case 'cut':
			return travels({ stop: { atFraction: fault.atFraction, how: fault.how ?? 'end' } });
		case 'trickle':
			return travels({ bytesPerSecond: fault.bytesPerSecond });
		case 'ignoreRange':
			return travels({ ignoreRange: true });
		case 'omitLength':
			return travels({ omitLength: true });
		case 'contentType':
			return travels({ contentType: fault.type });
		case 'empty':
			return { ...answer, body: { kind: 'empty' } };
		default:
			return answer.body.kind === 'json'
				? { ...answer, body: changeJson(answer.body.value, fault) }
				: answer;
	}
}
