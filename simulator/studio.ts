import type { DialectName } from './dialects/names';
import type { FaultOrders } from './faults/orders';
import type { Answer } from './http/answer';
import type { Call } from './http/call';
import type { JsonObject } from './http/json';
import type { Pauses } from './http/pauses';
import type { Refusal } from './http/refusal';
import type { Traffic } from './http/traffic';
import type { Variant } from './media/asset';
import type { MediaLibrary } from './media/library';
import type { SimulatorOptions } from './options';
import type { CharacterStore } from './renders/characters';
import type { ProgressShape, Video } from './renders/render';
import type { RenderStore } from './renders/store';
import type { ApiRouteName, Route } from './routes/names';
import type { DeliveryStyle } from './webhooks/style';
import type { Webhooks } from './webhooks/webhooks';

/** Everything a handler works with: one simulated server. */
export interface Studio {
	readonly options: SimulatorOptions;
	readonly apiKey: string;
	readonly dialect: Dialect;
	now(): number;
	readonly renders: RenderStore;
	readonly media: MediaLibrary;
	readonly characters: CharacterStore;
	readonly webhooks: Webhooks;
	readonly orders: FaultOrders;
	readonly traffic: Traffic;
	readonly pauses: Pauses;
	readonly addresses: Addresses;
}

/** Answers one route. Throws Refusal to turn a request down. */
export type Handler = (call: Call, studio: Studio) => Answer | Promise<Answer>;

/** How one kind of server words the same thing: ids, bodies, statuses, and what it lacks. */
export interface Dialect {
	readonly name: DialectName;
	/** Path of the base URL, `/v1` when not given. */
	readonly base?: string;
	/** Addresses, OpenAI's when not given. */
	readonly routes?: readonly Route[];
	/** The one header that carries the key, where it is not `Authorization` or `api-key`. */
	readonly keyHeader?: string;
	/** Whether a refusal tells its wait in the body, so that there is no `retry-after`. */
	readonly tellsWaitInBody?: boolean;
	/** Ids `GET /models` lists. */
	readonly models: readonly string[];
	/** How long files last, null for ever. */
	readonly expiresAfterMs: number | null;
	readonly progress: ProgressShape;
	/** What DELETE does to a render that has not ended. */
	readonly deleteUnfinished: 'cancel' | 'refuse';
	newId(nowMs: number): string;
	/** Headers of every answer beside `x-request-id`. */
	headers(requestId: string): Record<string, string>;
	refuse(refusal: Refusal, call: Call): Answer;
	/** How it tells of renders that ended, in OpenAI's way when not given. */
	readonly deliveries?: DeliveryStyle;
	/** The prompt in a body, where it is not the field `prompt`. */
	promptIn?(fields: JsonObject): string | undefined;
	/** Routes this server has; any other one is refused as `noRoute` or `noMethod`. */
	readonly handlers: Partial<Record<ApiRouteName, Handler>>;
}

/** Where the simulated server is reached; known once it listens. */
export interface Addresses {
	/** Base URL, ending in the dialect's path. */
	base: string;
	/** Origin of files that lie elsewhere, without a slash at the end. */
	files: string;
}

/** Address of a video's file on the other origin. It needs no key and must not be sent one. */
export function fileAddress(studio: Studio, video: Video, variant: Variant = 'video'): string {
	const query = variant === 'video' ? '' : `?variant=${variant}`;
	return `${studio.addresses.files}/files/${encodeURIComponent(video.id)}.mp4${query}`;
}

/** Lets a request wait on the clock; meanwhile it does not count as in flight. */
export async function pause(studio: Studio, call: Call, ms: number): Promise<void> {
	studio.traffic.park(call.work);
	await new Promise<void>((resolve) => studio.pauses.after(ms, resolve));
	studio.traffic.resume(call.work);
}
