import type { IncomingHttpHeaders } from 'node:http';

import type { RouteName } from '../routes/names';
import type { BodyKind, Call } from './call';
import type { JsonObject } from './json';

/** One request as it came and as it was answered. */
export interface LoggedRequest {
	route: RouteName;
	method: string;
	/** Path as sent, without the query. */
	path: string;
	query: Record<string, string>;
	/** All headers, the key's included, in lower case. */
	headers: IncomingHttpHeaders;
	/** Media type of the body without parameters, or null. */
	contentType: string | null;
	bodyKind: BodyKind;
	/** Fields of a JSON or multipart body, bracket keys nested. */
	body: JsonObject;
	/** Form field names as sent. */
	fieldNames: string[];
	files: Array<{ name: string; filename: string; type: string; bytes: number; sha256: string }>;
	/** Id in the path, or of the video a create made. */
	videoId: string | null;
	/** Status answered; null while under way and where no answer was sent. */
	status: number | null;
	requestId: string;
	/** What broke off the answer while it was written, or null. */
	error: string | null;
	/** Kinds of the faults that were applied. */
	faults: string[];
	/** Clock of the simulator, unix milliseconds. */
	atMs: number;
}

/** The newest so many requests are kept, far more than any test or benchmark sends. */
const longestLog = 100_000;

export class RequestLog {
	readonly entries: LoggedRequest[] = [];

	begin(call: Call, requestId: string): LoggedRequest {
		const entry: LoggedRequest = {
			route: call.route,
			method: call.method,
			path: call.path,
			query: call.query,
			headers: call.headers,
			contentType: call.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? null,
			bodyKind: call.bodyKind,
			body: {},
			fieldNames: [],
			files: [],
			videoId: call.id === '' ? null : call.id,
			status: null,
			requestId,
			error: null,
			faults: [],
			atMs: call.atMs,
		};
		this.entries.push(entry);
		if (this.entries.length > longestLog) this.entries.shift();
		return entry;
	}

	addBody(entry: LoggedRequest, call: Call): void {
		entry.bodyKind = call.bodyKind;
		entry.body = call.fields;
		entry.fieldNames = call.fieldNames;
		entry.files = call.files.map(({ name, filename, type, content, sha256 }) => ({
			name,
			filename,
			type,
			bytes: content.length,
			sha256,
		}));
	}

	clear(): void {
		this.entries.length = 0;
	}
}
