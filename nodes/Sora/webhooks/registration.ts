import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError, toSoraError } from '../api/errors';
import type { Server } from '../api/server';
import {
	createWebhookEndpoint,
	deleteWebhookEndpoint,
	getWebhookEndpoint,
	listWebhookEndpoints,
	updateWebhookEndpoint,
	type WebhookEndpoint,
	type WebhookRegistration,
} from '../api/webhookEndpoints';
import { canReach } from './reachability';
import { isUsableSecret } from './signature';

/** Whose an endpoint is. Static data travels with copies of a workflow, so it alone proves nothing. */
export interface Owner {
	workflowId: string;
	/** Of the n8n. */
	instanceId: string;
	/** Where the trigger is called. */
	url: string;
}

/** What is registered, and for whom. */
export type OwnRegistration = WebhookRegistration & Owner;

/** What the trigger keeps of its endpoint in n8n's static data. */
export interface KeptEndpoint extends Owner {
	endpointId: string;
	signingSecret: string;
}

const keptSchema = z.object({
	endpointId: z.string().min(1),
	signingSecret: z.string().min(1),
	workflowId: z.string(),
	instanceId: z.string(),
	url: z.string(),
});

/** More endpoints at one address than any crash leaves behind. */
const mostLeftBehind = 50;

/** The endpoint in static data, whoever registered it; undefined when there is none. */
export function keptEndpoint(staticData: IDataObject): KeptEndpoint | undefined {
	return keptSchema.safeParse(staticData).data;
}

/** Whether this workflow of this n8n registered the endpoint, at this address. */
export function isOwn(kept: KeptEndpoint, owner: Owner): boolean {
	return (['workflowId', 'instanceId', 'url'] as const).every((fact) => kept[fact] === owner[fact]);
}

/** Forgets the endpoint; what deliveries were seen stays. */
export function forgetEndpoint(staticData: IDataObject): void {
	delete staticData.endpointId;
	delete staticData.signingSecret;
	delete staticData.workflowId;
	delete staticData.instanceId;
	delete staticData.url;
}

/**
 * Whether the endpoint of an earlier activation is still there, brought up to date where its events
 * differ. One that is gone, or leads elsewhere by now, is forgotten, so that a new one is made.
 *
 * @throws SoraError when the server cannot be asked
 */
export async function checkEndpoint(
	server: Server,
	staticData: IDataObject,
	kept: KeptEndpoint,
	registration: OwnRegistration,
): Promise<boolean> {
	requireReachable(server, registration.url);
	const endpoint = await ownAtServer(server, kept);
	if (endpoint && hasEvents(endpoint, registration)) return true;
	const updated =
		endpoint && (await unlessGone(updateWebhookEndpoint(server, kept.endpointId, registration)));
	if (updated) return true;
	forgetEndpoint(staticData);
	return false;
}

/**
 * Registers the trigger's address and keeps id and secret. Endpoints at the same address, left
 * behind by a crash, are removed first: their secret is lost, and each would bring every event again.
 *
 * @throws SoraError whose message is complete, since it is all n8n shows of a failed activation
 */
export async function registerEndpoint(
	server: Server,
	staticData: IDataObject,
	registration: OwnRegistration,
): Promise<void> {
	requireReachable(server, registration.url);
	const existing = await orManual(listWebhookEndpoints(server));
	const leftBehind = existing.filter(({ url }) => isSameAddress(url, registration.url));
	for (const { id } of leftBehind.slice(0, mostLeftBehind)) {
		await unlessGone(deleteWebhookEndpoint(server, id));
	}
	const endpoint = await orManual(createWebhookEndpoint(server, registration));
	if (endpoint.signingSecret === null || !isUsableSecret(endpoint.signingSecret)) {
		const removal = await unlessGone(deleteWebhookEndpoint(server, endpoint.id)).catch(toSoraError);
		const leftOver = removal
			? ` The endpoint ${endpoint.id} could not be removed there again.`
			: '';
		throw new SoraError(
			'notSupported',
			`The server registered the webhook but gave no signing secret, so its calls could not be told from forged ones. Choose "Manual" under Registration and put the secret into the Sora API credential.${leftOver}`,
		);
	}
	const { workflowId, instanceId, url } = registration;
	const { id: endpointId, signingSecret } = endpoint;
	Object.assign(staticData, { endpointId, signingSecret, workflowId, instanceId, url });
}

/**
 * Removes the endpoint from the server; one that is gone already, or leads elsewhere by now, is only
 * forgotten.
 *
 * @throws SoraError when the server cannot be asked; the endpoint stays kept then
 */
export async function removeEndpoint(
	server: Server,
	staticData: IDataObject,
	kept: KeptEndpoint,
): Promise<void> {
	const endpoint = await ownAtServer(server, kept);
	if (endpoint) await unlessGone(deleteWebhookEndpoint(server, kept.endpointId));
	forgetEndpoint(staticData);
}

/** The endpoint as the server shows it; undefined where it is gone, or was led to another address. */
async function ownAtServer(
	server: Server,
	{ endpointId, url }: KeptEndpoint,
): Promise<WebhookEndpoint | undefined> {
	const endpoint = await unlessGone(getWebhookEndpoint(server, endpointId));
	return endpoint && isSameAddress(endpoint.url, url) ? endpoint : undefined;
}

/** Servers may write an address anew: without a default port, or its host in small letters. */
function isSameAddress(one: string, other: string): boolean {
	const written = (url: string) => (URL.canParse(url) ? new URL(url).href : url);
	return written(one) === written(other);
}

function hasEvents(endpoint: WebhookEndpoint, { eventTypes }: WebhookRegistration): boolean {
	return [...endpoint.eventTypes].sort().join(' ') === [...eventTypes].sort().join(' ');
}

async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
	return await request.catch((error: unknown) => {
		if (error instanceof SoraError && [404, 410].includes(error.details.status ?? 0))
			return undefined;
		throw error;
	});
}

/** Only OpenAI has these routes; every other server is told of n8n's address by hand. */
async function orManual<T>(request: Promise<T>): Promise<T> {
	return await request.catch((error: unknown) => {
		if (!(error instanceof SoraError) || error.kind !== 'notSupported') throw error;
		throw new SoraError(
			'notSupported',
			'This server cannot register webhooks by itself. Choose "Manual" under Registration, enter the Production URL of this node at the server or gateway as receiver of video.completed and video.failed, and put its signing secret into the field Webhook Secret of the Sora API credential. A server without any webhooks is best asked on a schedule: Schedule Trigger, then Get Many.',
			error.details,
		);
	});
}

function requireReachable(server: Server, url: string): void {
	if (canReach(server.baseUrl, url)) return;
	throw new SoraError(
		'badInput',
		`The server could never call this webhook: ${url} is not a public https address. Set n8n's environment variable WEBHOOK_URL (in newest versions N8N_WEBHOOK_URL) to the public address of n8n, e.g. https://n8n.example.com/, restart n8n and activate the workflow again.`,
	);
}
