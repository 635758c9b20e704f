import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { SoraError, toSoraError } from '../api/errors';
import { pause } from '../api/pause';
import { openServer } from '../services/openServer';
import type { Video } from '../services/video';
import { getVideo } from '../services/videos';
import { admitOnce } from './deliveryGate';
import { parseEvent, type VideoEvent } from './event';
import { readSeen, writeSeen } from './seenDeliveries';
import type { TriggerSettings } from './settings';
import {
	ForgedDelivery,
	verifySignature,
	type SignedDelivery,
	type VerifiedDelivery,
} from './signature';
import { wholeMessage } from '../api/wholeMessage';

/** How a delivery is answered, and what the workflow starts with, if it starts. */
export interface Reception {
	status: 200 | 400 | 401 | 413 | 503;
	/** For the sender's log; never says which part of a signature was wrong. */
	answer: string;
	accepted?: AcceptedEvent;
}

/** An event that starts the workflow. */
export interface AcceptedEvent {
	event: VideoEvent;
	deliveryId: string;
	/** `notAsked` without Include Video Details, `unknown` for a test event, whose video is invented. */
	video: Video | 'notAsked' | 'unknown';
}

/** An event has a few hundred bytes; everything larger is none. */
export const largestBodyBytes = 1024 * 1024;

/** The sender waits for some seconds only, so two looks share five. */
const detailsLimitMs = 2_500;
const detailsTries = 2;
/** From the beginning of one look to the next: a replica of the server may lag behind its events. */
const looksApartMs = 1_500;

/**
 * Receives one delivery: size, signature, event, duplicate, details, in this order. Nothing of the
 * body is used before its signature is verified.
 *
 * @param secrets of which one must have signed; none at all lets nothing in
 * @param staticData where accepted deliveries are remembered
 */
export async function receiveDelivery(
	context: IWebhookFunctions,
	delivery: SignedDelivery,
	secrets: readonly string[],
	staticData: IDataObject,
	settings: TriggerSettings,
): Promise<Reception> {
	const nowMs = Date.now();
	if (delivery.rawBody.length > largestBodyBytes) return { status: 413, answer: 'too large' };
	const verified = await verify(delivery, secrets, nowMs);
	if (verified instanceof ForgedDelivery) return { status: 401, answer: 'not accepted' };
	const parsed = parseEvent(verified.rawBody, settings.events);
	if (parsed.kind === 'malformed') return { status: 400, answer: 'not an event' };
	if (parsed.kind === 'unwanted') return { status: 200, answer: 'not subscribed' };

	const { event } = parsed;
	const triggerKey = `${context.getWorkflow().id ?? ''}/${context.getNode().id}/${context.getMode()}`;
	let accepted: AcceptedEvent | undefined;
	const { admission, seen } = await admitOnce(
		triggerKey,
		verified.deliveryId,
		readSeen(staticData.seen),
		Math.floor(nowMs / 1000),
		async () => {
			const video = await details(context, event, settings.includeDetails).catch(toSoraError);
			if (video instanceof SoraError) {
				context.logger.warn(
					`Sora Trigger could not fetch ${event.videoId}, so the workflow waits for the next delivery (turn off Include Video Details where the server shows no videos at all). ${wholeMessage(video)}`,
				);
				return false;
			}
			accepted = { event, deliveryId: verified.deliveryId, video };
			return true;
		},
	);
	if (admission === 'comeAgain') return { status: 503, answer: 'try again later' };
	if (!accepted) return { status: 200, answer: 'seen before' };
	staticData.seen = writeSeen(seen);
	return { status: 200, answer: 'accepted', accepted };
}

async function verify(
	delivery: SignedDelivery,
	secrets: readonly string[],
	nowMs: number,
): Promise<VerifiedDelivery | ForgedDelivery> {
	return await Promise.resolve()
		.then(() => verifySignature(delivery, secrets, nowMs))
		.catch((error: unknown) => {
			if (error instanceof ForgedDelivery) return error;
			throw error;
		});
}

/**
 * The video an event tells of. Where every look is a 404 it is a test event, which names an invented
 * video.
 *
 * @throws SoraError for anything else that keeps the video from us: it may pass, and the sender repeats
 */
async function details(
	context: IWebhookFunctions,
	{ videoId }: VideoEvent,
	wanted: boolean,
): Promise<AcceptedEvent['video']> {
	if (!wanted) return 'notAsked';
	const server = await openServer(context);
	const problems: SoraError[] = [];
	for (let tries = 1; tries <= detailsTries; tries++) {
		const nextMs = Date.now() + looksApartMs;
		const options = { retry: false, limitMs: detailsLimitMs };
		const look = await getVideo(server, videoId, options).catch(toSoraError);
		if (!(look instanceof SoraError)) return look.video;
		problems.push(look);
		if (tries < detailsTries) await pause(Math.max(nextMs - Date.now(), 0));
	}
	const problem = problems.find(({ kind }) => kind !== 'notFound');
	if (problem) throw problem;
	return 'unknown';
}
