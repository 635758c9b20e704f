import type { IncomingHttpHeaders } from 'node:http';

import type {
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	INodeType,
} from 'n8n-workflow';
import { z } from 'zod';

/** A request as it comes over the wire. */
export interface WebhookRequest {
	method?: 'GET' | 'POST';
	/** Names in lower case. */
	headers?: IncomingHttpHeaders;
	query?: Record<string, string>;
	/** The bytes as sent; a JSON body reaches the node parsed as well. */
	rawBody: string | Buffer;
}

/** What the caller of a webhook receives, and what the node starts the workflow with. */
export interface Delivery {
	status: number;
	body: unknown;
	headers: Record<string, string>;
	/** Undefined when the delivery starts no run. */
	workflowData: INodeExecutionData[][] | undefined;
}

/** The parts of an express response that a node may use. */
interface ReplyRecorder {
	status(code: number): ReplyRecorder;
	setHeader(name: string, value: string): ReplyRecorder;
	send(body?: unknown): ReplyRecorder;
	json(body?: unknown): ReplyRecorder;
	end(body?: unknown): ReplyRecorder;
}

interface Reply {
	status: number;
	body: unknown;
	headers: Record<string, string>;
	sent: boolean;
}

function recordReply(): { reply: Reply; response: ReplyRecorder } {
	const reply: Reply = { status: 200, body: undefined, headers: {}, sent: false };
	const finish = (body?: unknown) => {
		if (reply.sent) throw new Error('The node answered the same request twice');
		Object.assign(reply, { body, sent: true });
		return response;
	};
	const response: ReplyRecorder = {
		status: (code) => {
			reply.status = code;
			return response;
		},
		setHeader: (name, value) => {
			reply.headers[name.toLowerCase()] = value;
			return response;
		},
		send: finish,
		json: finish,
		end: finish,
	};
	return { reply, response };
}

/** The two express objects that a node sees, in the parts of them that are here. */
export type ExpressPair = Required<
	Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>
>;

const expressPair = z.object({
	httpRequest: z.custom<ExpressPair['httpRequest']>((value) => typeof value === 'object'),
	httpResponse: z.custom<ExpressPair['httpResponse']>((value) => typeof value === 'object'),
});

const jsonObject = z.record(z.unknown());

/**
 * Brings a request to a node as n8n's server does: it parses the body before the node is asked, and
 * answers itself where the node did not.
 *
 * @param contextFor makes the node's `this` out of the parsed request and the response to fill
 */
export async function bringDelivery(
	nodeType: INodeType,
	request: WebhookRequest,
	contextFor: (pair: ExpressPair) => IWebhookFunctions,
): Promise<Delivery> {
	const rawBody = Buffer.from(request.rawBody);
	const body = parseBody(rawBody, request.headers?.['content-type']);
	// n8n answers malformed JSON before any node sees it.
	if (body === undefined) return { status: 422, body: '', headers: {}, workflowData: undefined };
	const { reply, response } = recordReply();
	const httpRequest = {
		method: request.method ?? 'POST',
		headers: request.headers ?? {},
		query: request.query ?? {},
		params: {},
		body,
		rawBody,
	};
	if (!nodeType.webhook) throw new Error(`${nodeType.description.name} has no webhook`);
	const result: IWebhookResponseData = await nodeType.webhook.call(
		contextFor(expressPair.parse({ httpRequest, httpResponse: response })),
	);
	if (!reply.sent) {
		if (result.noWebhookResponse) throw new Error('The node left the request without an answer');
		reply.body = result.webhookResponse as unknown;
	}
	const { status, headers } = reply;
	return { status, headers, body: reply.body, workflowData: result.workflowData };
}

function parseBody(rawBody: Buffer, contentType = ''): Record<string, unknown> | undefined {
	if (!contentType.includes('json')) return {};
	try {
		return jsonObject.parse(JSON.parse(rawBody.toString('utf8')));
	} catch {
		// Anything else is refused by n8n too; the caller turns it into n8n's answer.
		return undefined;
	}
}
