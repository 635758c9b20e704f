import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const folder = path.join(__dirname, '..', 'fixtures');

const fixtureSchema = z
	.object({
		/** HTTP status; null for a request that comes in. */
		status: z.number().nullable(),
		headers: z.record(z.string()),
		body: z.unknown(),
		body_base64: z.string().default(''),
		/** The exact text that a signature covers. */
		raw: z.string().default(''),
	})
	.strict();

/** A sample of what a server sends, out of `test/fixtures`. */
export interface Fixture {
	status: number;
	headers: Record<string, string>;
	/** Parsed JSON, or text where it is none. */
	body: unknown;
	/** The body as it goes over the wire. */
	bytes: Buffer;
}

/** Names of all fixtures, without `.json`. */
export function fixtureNames(): string[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'));
}

/** @throws when there is no such fixture, or it is not laid out as their README says */
export function fixture(name: string): Fixture {
	const text = readFileSync(path.join(folder, `${name}.json`), 'utf8');
	const { status, headers, body, body_base64, raw } = fixtureSchema.parse(JSON.parse(text));
	const shown = raw || (typeof body === 'string' ? body : JSON.stringify(body));
	const bytes = body_base64 ? Buffer.from(body_base64, 'base64') : Buffer.from(shown);
	return { status: status ?? 0, headers, body, bytes };
}
