import { randomBytes } from 'node:crypto';

/** Events OpenAI lets an endpoint subscribe to; this server sends the two of videos. */
export const eventTypes = [
	...['batch.cancelled', 'batch.completed', 'batch.expired', 'batch.failed'],
	...['response.cancelled', 'response.completed', 'response.failed', 'response.incomplete'],
	...['video.completed', 'video.failed'],
] as const;

export const videoEventTypes = ['video.completed', 'video.failed'] as const;
export type VideoEventType = (typeof videoEventTypes)[number];

/** After a rotation the old secret signs along for a day, if wanted. */
const rotationMs = 24 * 3_600_000;

/** A receiver set up at the server's console rather than through the API. */
export interface ManualEndpoint {
	url: string;
	secret: string;
	/** Both video events by default. */
	eventTypes?: string[];
	/** The one video it is told of, where a create named it. */
	videoId?: string | null;
}

export interface Endpoint {
	readonly id: string;
	name: string;
	url: string;
	eventTypes: string[];
	readonly createdAtMs: number;
	updatedAtMs: number;
	secret: string;
	oldSecret: { secret: string; untilMs: number } | null;
	readonly videoId: string | null;
}

export class EndpointStore {
	private endpoints: Endpoint[] = [];
	/** Kept apart: the API neither lists nor deletes what was set up by hand. */
	private manual: Endpoint[] = [];

	constructor(private readonly now: () => number) {}

	get registered(): readonly Endpoint[] {
		return this.endpoints;
	}

	get all(): readonly Endpoint[] {
		return [...this.endpoints, ...this.manual];
	}

	add(name: string, url: string, types: string[]): Endpoint {
		const endpoint = this.make(name, url, types, newSecret());
		this.endpoints.push(endpoint);
		return endpoint;
	}

	/** Those told of a video: the ones its create has named, else the ones told of every video. */
	allFor(videoId: string): readonly Endpoint[] {
		const own = this.all.filter((endpoint) => endpoint.videoId === videoId);
		return own.length > 0 ? own : this.all.filter((endpoint) => endpoint.videoId === null);
	}

	addManual({ url, secret, eventTypes, videoId = null }: ManualEndpoint): void {
		const types = eventTypes ?? [...videoEventTypes];
		this.manual.push({ ...this.make('manual', url, types, secret), videoId });
	}

	find(id: string): Endpoint | undefined {
		return this.endpoints.find((endpoint) => endpoint.id === id);
	}

	remove(id: string): void {
		this.endpoints = this.endpoints.filter((endpoint) => endpoint.id !== id);
	}

	rotate(endpoint: Endpoint, keepOld: boolean): void {
		const { secret } = endpoint;
		endpoint.oldSecret = keepOld ? { secret, untilMs: this.now() + rotationMs } : null;
		endpoint.secret = newSecret();
		endpoint.updatedAtMs = this.now();
	}

	/** The secrets that sign at this moment: two within a day of a rotation. */
	secretsOf(endpoint: Endpoint): string[] {
		const { secret, oldSecret } = endpoint;
		return oldSecret && this.now() < oldSecret.untilMs ? [secret, oldSecret.secret] : [secret];
	}

	clear(): void {
		this.endpoints = [];
		this.manual = [];
	}

	private make(name: string, url: string, types: string[], secret: string): Endpoint {
		const nowMs = this.now();
		return {
			id: `whe_${randomBytes(8).toString('hex')}`,
			name,
			url,
			eventTypes: types,
			createdAtMs: nowMs,
			updatedAtMs: nowMs,
			secret,
			oldSecret: null,
			videoId: null,
		};
	}
}

function newSecret(): string {
	return `whsec_${randomBytes(32).toString('base64')}`;
}
