import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { type Json, type JsonObject, isJsonObject, parseJson } from '../../simulator/http/json';

/** An answer with its body read. */
export interface Reply {
	status: number;
	headers: Headers;
	body: Buffer;
	/** The body as a JSON object; throws when it is none. */
	json: JsonObject;
}

export interface Lab {
	simulator: Simulator;
	/** Moves the simulator's own clock. */
	forward(ms: number): void;
	send(method: string, path: string, options?: SendOptions): Promise<Reply>;
	/** POST /videos as JSON; throws when refused. */
	create(fields: JsonObject): Promise<JsonObject>;
}

export interface SendOptions {
	json?: Json;
	form?: Record<string, string | Blob>;
	headers?: Record<string, string>;
	/** Null sends no key. */
	key?: string | null;
	redirect?: 'follow' | 'manual';
	signal?: AbortSignal;
}

/** 2026-11-20T23:56:40Z, the time at which the recorded answers were created. */
export const epochMs = 1_795_219_000_000;

const running = new Set<Simulator>();

/** Starts a simulator with a clock that only `forward` moves, small files, and renders of 10 s. */
export async function openLab(options: SimulatorOptions = {}): Promise<Lab> {
	let nowMs = epochMs;
	const now = () => nowMs;
	const simulator = await startSimulator({ now, renderMs: 10_000, media: 'tiny', ...options });
	running.add(simulator);
	const send = (method: string, path: string, sent: SendOptions = {}) =>
		request(simulator, method, path, sent);
	return {
		simulator,
		forward: (ms) => (nowMs += ms),
		send,
		create: async (fields) => {
			const reply = await send('POST', '/videos', { json: fields });
			if (reply.status >= 300) throw new Error(`${reply.status} ${reply.body.toString()}`);
			return reply.json;
		},
	};
}

/** Closes what `openLab` has started; for afterEach. */
export async function closeLabs(): Promise<void> {
	await Promise.all([...running].map((simulator) => simulator.close()));
	running.clear();
}

async function request(
	simulator: Simulator,
	method: string,
	path: string,
	{ json, form, headers = {}, key = simulator.apiKey, redirect, signal }: SendOptions,
): Promise<Reply> {
	const address = path.startsWith('http') ? path : `${simulator.baseUrl}${path}`;
	const response = await fetch(address, {
		method,
		headers: {
			...(key === null || key === '' ? {} : { authorization: `Bearer ${key}` }),
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(json === undefined ? {} : { body: JSON.stringify(json) }),
		...(form === undefined ? {} : { body: formOf(form) }),
		...(redirect === undefined ? {} : { redirect }),
		...(signal === undefined ? {} : { signal }),
	});
	const body = Buffer.from(await response.arrayBuffer());
	return {
		status: response.status,
		headers: response.headers,
		body,
		get json() {
			const value = parseJson(body.toString());
			if (!isJsonObject(value)) throw new TypeError('The body is no JSON object.');
			return value;
		},
	};
}

function formOf(fields: Record<string, string | Blob>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) {
		if (typeof value === 'string') form.append(name, value);
		else form.append(name, value, 'upload');
	}
	return form;
}

/** The text under a path of keys; throws when there is none. */
export function textAt(value: Json | undefined, ...path: string[]): string {
	const found = at(value, ...path);
	if (typeof found === 'string') return found;
	throw new TypeError(`No text at ${path.join('.')}: ${JSON.stringify(value)}`);
}

/** The id of a video or another object. */
export function idOf(object: Json | undefined): string {
	return textAt(object, 'id');
}

/** The value under a path of keys, undefined when there is none. */
export function at(value: Json | undefined, ...path: string[]): Json | undefined {
	return path.reduce<Json | undefined>(
		(inner, key) => (isJsonObject(inner) ? inner[key] : undefined),
		value,
	);
}

/** The objects in `data`. */
export function entriesOf(list: JsonObject): JsonObject[] {
	if (!Array.isArray(list.data)) throw new TypeError('No list.');
	return list.data.filter(isJsonObject);
}

/** A PNG of the given size: its header is all anybody reads. */
export function png(width: number, height: number): Blob {
	const content = Buffer.alloc(64);
	Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(content);
	content.writeUInt32BE(width, 16);
	content.writeUInt32BE(height, 20);
	return new Blob([content], { type: 'image/png' });
}

/** Looks every few milliseconds whether something on a real socket has happened; fails after 5 s. */
export async function eventually(happened: () => boolean): Promise<void> {
	for (let tries = 0; tries < 1_000; tries += 1) {
		if (happened()) return;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	throw new Error('It did not happen.');
}
