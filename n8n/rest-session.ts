import { z } from 'zod';

/** Most calls answer in milliseconds; starting and stopping runs may take seconds. */
const defaultLimitMs = 30_000;

const envelopeSchema = z.object({ data: z.unknown() });

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** n8n refused a call. */
export class RestError extends Error {
	constructor(
		readonly method: Method,
		readonly path: string,
		readonly status: number,
		readonly body: string,
	) {
		super(`${method} ${path} answered ${status}: ${body.slice(0, 1000)}`);
		this.name = 'RestError';
	}
}

/** Sends requests to n8n's internal REST interface and keeps the session cookie. */
export class RestSession {
	private cookie = '';

	constructor(readonly baseUrl: string) {}

	/**
	 * The raw answer.
	 * @throws RestError on any status outside 200-299.
	 */
	async send(
		method: Method,
		path: string,
		body?: unknown,
		limitMs = defaultLimitMs,
	): Promise<Response> {
		const headers: Record<string, string> = { cookie: this.cookie };
		if (body !== undefined) headers['content-type'] = 'application/json';
		const response = await fetch(`${this.baseUrl}${path}`, {
			method,
			headers,
			body: body === undefined ? null : JSON.stringify(body),
			signal: AbortSignal.timeout(limitMs),
		});
		if (!response.ok) throw new RestError(method, path, response.status, await response.text());
		const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return response;
	}

	/** The `data` of a JSON answer, read by `schema`. */
	async call<Output>(
		schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
		method: Method,
		path: string,
		body?: unknown,
		limitMs?: number,
	): Promise<Output> {
		const response = await this.send(method, path, body, limitMs);
		const { data } = envelopeSchema.parse(await response.json());
		return schema.parse(data);
	}
}
