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

/** What the trigger keeps of its endpoint in n8n's static data. */
export interface KeptEndpoint {
	endpointId: string;
	signingSecret: string;
}

const keptSchema = z.object({ endpointId: z.string().min(1), signingSecret: z.string().min(1) });

/** The endpoint in static data; undefined when there is none. */
export function keptEndpoint(staticData: IDataObject): KeptEndpoint | undefined {
	return keptSchema.safeParse(staticData).data;
}

/** Forgets the endpoint; what deliveries were seen stays. */
export function forgetEndpoint(staticData: IDataObject): void {
	delete staticData.endpointId;
	delete staticData.signingSecret;
}

/**
 * Whether the endpoint of an earlier activation is still there, brought up to date where its
 * address or events differ. One that is gone is forgotten, so that a new one is made.
 *
 * @throws SoraError when the server cannot be asked
 */
export async function checkEndpoint(
	server: Server,
	staticData: IDataObject,
	registration: WebhookRegistration,
): Promise<boolean> {
	const kept = keptEndpoint(staticData);
	if (!kept) return false;
	requireReachable(server, registration.url);
	const endpoint = await unlessGone(getWebhookEndpoint(server, kept.endpointId));
	if (endpoint && isUpToDate(endpoint, registration)) return true;
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
	registration: WebhookRegistration,
): Promise<void> {
	requireReachable(server, registration.url);
	const existing = await orManual(listWebhookEndpoints(server));
	for (const { id } of existing.filter(({ url }) => url === registration.url)) {
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
	staticData.endpointId = endpoint.id;
	staticData.signingSecret = endpoint.signingSecret;
}

/**
 * Removes the endpoint from the server; one that is gone already is fine.
 *
 * @throws SoraError when the server cannot be asked; the endpoint stays kept then
 */
export async function removeEndpoint(server: Server, staticData: IDataObject): Promise<void> {
	const kept = keptEndpoint(staticData);
	if (!kept) return;
	await unlessGone(deleteWebhookEndpoint(server, kept.endpointId));
	forgetEndpoint(staticData);
}

function isUpToDate(endpoint: WebhookEndpoint, { url, eventTypes }: WebhookRegistration): boolean {
	const have = [...endpoint.eventTypes].sort().join(' ');
	return endpoint.url === url && have === [...eventTypes].sort().join(' ');
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
