import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Handler, Studio } from '../studio';
import { type Endpoint, eventTypes } from '../webhooks/endpoints';
import { isLoopback } from '../webhooks/post';
import { listOf } from './list';
import { unixSeconds } from './video';

const pageLimit = 20;

const endpointFields = z.object({
	name: z.string().min(1).max(256),
	url: z
		.string()
		.max(2048)
		.refine((url) => URL.canParse(url) && (url.startsWith('https:') || isLoopback(url)), {
			message: 'must be an https URL',
		}),
	event_types: z.array(z.enum(eventTypes)).min(1),
});

const rotation = z.object({ keep_old_secret_active_for_24_hours: z.boolean().default(false) });
const testEvent = z.object({ event_type: z.enum(eventTypes) });

const create: Handler = (call, studio) => {
	const { name, url, event_types: types } = parse(endpointFields, call);
	return answerJson(withSecret(studio.webhooks.endpoints.add(name, url, types)));
};

const list: Handler = (call, studio) => {
	const all = [...studio.webhooks.endpoints.registered].reverse();
	const last = all.findIndex((endpoint) => endpoint.id === call.query.after);
	const rest = all.slice(last + 1);
	return answerJson(listOf(rest.slice(0, pageLimit).map(show), rest.length > pageLimit));
};

const get: Handler = (call, studio) => answerJson(show(findEndpoint(call, studio)));

const update: Handler = (call, studio) => {
	const endpoint = findEndpoint(call, studio);
	const changed = parse(endpointFields.partial(), call);
	endpoint.name = changed.name ?? endpoint.name;
	endpoint.url = changed.url ?? endpoint.url;
	endpoint.eventTypes = changed.event_types ?? endpoint.eventTypes;
	endpoint.updatedAtMs = studio.now();
	return answerJson(show(endpoint));
};

const remove: Handler = (call, studio) => {
	const { id } = findEndpoint(call, studio);
	studio.webhooks.endpoints.remove(id);
	return answerJson({ id, object: 'webhook_endpoint.deleted', deleted: true });
};

const rotate: Handler = (call, studio) => {
	const endpoint = findEndpoint(call, studio);
	const { keep_old_secret_active_for_24_hours: keepOld } = parse(rotation, call);
	studio.webhooks.endpoints.rotate(endpoint, keepOld);
	return answerJson(withSecret(endpoint));
};

const test: Handler = async (call, studio) => {
	const endpoint = findEndpoint(call, studio);
	const { event_type: type } = parse(testEvent, call);
	const event = { type, videoId: `video_${randomBytes(24).toString('hex')}` };
	// The receiver has its turn, and may wait for the clock.
	studio.traffic.park(call.work);
	const { attempts, state } = await studio.webhooks.sender.deliverOnce(endpoint, event);
	studio.traffic.resume(call.work);
	const attempt = attempts.at(-1);
	if (state !== 'delivered') {
		const reason = attempt?.status ?? attempt?.error ?? 'the address is not on this machine';
		throw new Refusal('invalid', `The test event was not accepted: ${reason}.`);
	}
	return answerJson({
		object: 'webhook_endpoint.test',
		webhook_endpoint_id: endpoint.id,
		event_type: type,
		status_code: attempt?.status ?? null,
		success: true,
	});
};

/** Management of webhook endpoints, as in openai-node 7.19.0 and later. */
export const endpointHandlers = {
	endpointCreate: create,
	endpointList: list,
	endpointGet: get,
	endpointUpdate: update,
	endpointDelete: remove,
	endpointRotate: rotate,
	endpointTest: test,
	eventTypes: () => answerJson({ object: 'list', data: [...eventTypes] }),
} satisfies Record<string, Handler>;

function findEndpoint(call: Call, studio: Studio): Endpoint {
	const endpoint = studio.webhooks.endpoints.find(call.id);
	if (endpoint) return endpoint;
	throw new Refusal('notFound', `Webhook endpoint with id '${call.id}' not found.`);
}

function parse<Output>(schema: z.ZodType<Output, z.ZodTypeDef, unknown>, call: Call): Output {
	const parsed = schema.safeParse(call.fields);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const param = issue?.path.join('.') ?? '';
	const message = `Invalid '${param}': ${issue?.message ?? 'not understood'}.`;
	throw new Refusal('invalid', message, { param, code: 'invalid_value' });
}

function show(endpoint: Endpoint): JsonObject {
	return {
		id: endpoint.id,
		object: 'webhook_endpoint',
		created_at: unixSeconds(endpoint.createdAtMs),
		updated_at: unixSeconds(endpoint.updatedAtMs),
		name: endpoint.name,
		url: endpoint.url,
		event_types: endpoint.eventTypes,
		signing_secret_hint: `${endpoint.secret.slice(0, 8)}...${endpoint.secret.slice(-3)}`,
	};
}

/** The secret is shown at creation and at rotation, never again. */
function withSecret(endpoint: Endpoint): JsonObject {
	return { ...show(endpoint), signing_secret: endpoint.secret };
}
