import { z } from 'zod';

import { apiPath } from './path';
import { callApi } from './request';
import type { Server } from './server';

/** A webhook registered at the server. */
export interface WebhookEndpoint {
	id: string;
	name: string | null;
	url: string;
	eventTypes: string[];
	/** Shown by the server only when the endpoint is created. */
	signingSecret: string | null;
}

/** What is registered. */
export interface WebhookRegistration {
	name: string;
	url: string;
	eventTypes: readonly string[];
}

const endpointSchema = z
	.object({
		id: z.string().min(1),
		name: z.string().nullish(),
		url: z.string(),
		event_types: z.array(z.string()).catch([]),
		signing_secret: z.string().min(1).nullish().catch(null),
	})
	.transform((endpoint): WebhookEndpoint => ({
		id: endpoint.id,
		name: endpoint.name ?? null,
		url: endpoint.url,
		eventTypes: endpoint.event_types,
		signingSecret: endpoint.signing_secret ?? null,
	}));

/** OpenAI has at most a hundred on a page. */
const mostOnPage = 1_000;

/** An entry that is no endpoint is left out: it must not hide the others. */
const entriesSchema = z.array(z.unknown()).transform((entries) =>
	entries
		.slice(0, mostOnPage)
		.map((entry) => endpointSchema.safeParse(entry).data)
		.filter((endpoint) => endpoint !== undefined),
);

const listSchema = z.object({
	data: entriesSchema,
	has_more: z.boolean().nullish().catch(null),
	last_id: z.string().nullish().catch(null),
});

const mostPages = 20;

/** POST /webhook_endpoints. Not repeated after a lost answer: it would register twice. */
export async function createWebhookEndpoint(
	server: Server,
	registration: WebhookRegistration,
): Promise<WebhookEndpoint> {
	return await post(server, '/webhook_endpoints', registration);
}

/** POST /webhook_endpoints/{id}: changes name, address and events. */
export async function updateWebhookEndpoint(
	server: Server,
	id: string,
	registration: WebhookRegistration,
): Promise<WebhookEndpoint> {
	return await post(server, apiPath`/webhook_endpoints/${id}`, registration);
}

/** GET /webhook_endpoints/{id}. */
export async function getWebhookEndpoint(server: Server, id: string): Promise<WebhookEndpoint> {
	const { value } = await callApi(server, {
		method: 'GET',
		path: apiPath`/webhook_endpoints/${id}`,
		purpose: 'webhooks',
		schema: endpointSchema,
	});
	return value;
}

/** GET /webhook_endpoints, all pages, each endpoint once. Ends at a page that brings nothing new. */
export async function listWebhookEndpoints(server: Server): Promise<WebhookEndpoint[]> {
	const endpoints = new Map<string, WebhookEndpoint>();
	let after: string | undefined;
	for (let page = 0; page < mostPages; page++) {
		const { value } = await callApi(server, {
			method: 'GET',
			path: '/webhook_endpoints',
			...(after === undefined ? {} : { query: { after } }),
			purpose: 'webhooks',
			schema: listSchema,
		});
		const known = endpoints.size;
		for (const endpoint of value.data) endpoints.set(endpoint.id, endpoint);
		after = value.last_id ?? value.data.at(-1)?.id;
		if (value.has_more !== true || after === undefined || endpoints.size === known) break;
	}
	return [...endpoints.values()];
}

/** DELETE /webhook_endpoints/{id}. */
export async function deleteWebhookEndpoint(server: Server, id: string): Promise<void> {
	await callApi(server, {
		method: 'DELETE',
		path: apiPath`/webhook_endpoints/${id}`,
		purpose: 'webhooks',
		schema: z.unknown(),
	});
}

async function post(
	server: Server,
	path: string,
	{ name, url, eventTypes }: WebhookRegistration,
): Promise<WebhookEndpoint> {
	const { value } = await callApi(server, {
		method: 'POST',
		path,
		purpose: 'webhooks',
		schema: endpointSchema,
		body: () => ({ name, url, event_types: [...eventTypes] }),
	});
	return value;
}
