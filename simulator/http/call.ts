import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { FastifyRequest } from 'fastify';

import type { RouteName } from '../routes/names';
import { type FormField, nestFields } from './brackets';
import { isJsonObject, type Json, type JsonObject, parseJson } from './json';
import { Refusal } from './refusal';

/** A file of a multipart body. */
export interface UploadedFile {
	name: string;
	filename: string;
	type: string;
	content: Buffer;
	sha256: string;
}

export type BodyKind = 'none' | 'json' | 'multipart' | 'other';

/** A request as the handlers see it: body parsed, whatever its encoding. */
export interface Call {
	/** Stands for this request in the count of what is in flight. */
	work: object;
	route: RouteName;
	method: string;
	/** Path as sent, without the query. */
	path: string;
	/** Decoded id in the path, or ''. */
	id: string;
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	bodyKind: BodyKind;
	fields: JsonObject;
	/** Names of the form fields as sent, brackets included. */
	fieldNames: string[];
	files: UploadedFile[];
	/** The moment as of which state is shown; a lagging server shows an earlier one. */
	atMs: number;
	/** Id of the video this call has made, or ''. */
	videoId: string;
	/** Whether a list takes notice of its cursor. */
	ignoreCursor: boolean;
}

/** Everything of a call that stands before the body. */
export function readHead(route: RouteName, request: FastifyRequest, atMs: number): Call {
	const url = new URL(request.url, 'http://localhost');
	return {
		work: request.raw,
		route,
		method: request.method,
		path: url.pathname,
		id: pathParameter(request.params),
		query: Object.fromEntries(url.searchParams),
		headers: request.headers,
		bodyKind: 'none',
		fields: {},
		fieldNames: [],
		files: [],
		atMs,
		videoId: '',
		ignoreCursor: false,
	};
}

/** Adds the body to a call. Throws Refusal when it can't be parsed. */
export async function readBody(call: Call, request: FastifyRequest): Promise<void> {
	if (request.isMultipart()) {
		call.bodyKind = 'multipart';
		await readMultipart(call, request);
	} else if (Buffer.isBuffer(request.body) && request.body.length > 0) {
		const isJson = /^application\/([\w.+-]+\+)?json\b/i.test(call.headers['content-type'] ?? '');
		call.bodyKind = isJson ? 'json' : 'other';
		if (isJson) call.fields = readJsonObject(request.body);
	}
}

async function readMultipart(call: Call, request: FastifyRequest): Promise<void> {
	const fields: FormField[] = [];
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			const content = await part.toBuffer();
			const sha256 = createHash('sha256').update(content).digest('hex');
			const { fieldname: name, filename, mimetype: type } = part;
			call.files.push({ name, filename, type, content, sha256 });
		} else if (typeof part.value === 'string') {
			fields.push({ name: part.fieldname, value: part.value });
		}
	}
	call.fieldNames = fields.map((field) => field.name);
	call.fields = nestFields(fields);
}

function readJsonObject(body: Buffer): JsonObject {
	let value: Json;
	try {
		value = parseJson(body.toString('utf8'));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new Refusal(
			'invalid',
			`We could not parse the JSON body of your request. (${error.message})`,
		);
	}
	if (isJsonObject(value)) return value;
	throw new Refusal('invalid', 'The JSON body of your request must be an object.');
}

function pathParameter(params: unknown): string {
	if (typeof params !== 'object' || params === null || !('id' in params)) return '';
	return typeof params.id === 'string' ? params.id : '';
}
