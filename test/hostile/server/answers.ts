import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import type { Answer } from './server';

const chunkBytes = 64 * 1024;
export const mib = 1024 * 1024;

/** A whole answer in one piece. */
export function send(
	body: string | Buffer,
	headers: OutgoingHttpHeaders = {},
	status = 200,
): Answer {
	return (_asked, response) => {
		response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
		response.end(body);
	};
}

export function json(value: unknown, status = 200, headers: OutgoingHttpHeaders = {}): Answer {
	return send(JSON.stringify(value), { 'content-type': 'application/json', ...headers }, status);
}

/** Nothing at all until the other side goes away. */
export const hang: Answer = async (_asked, response) => {
	await gone(response);
};

/** Another answer to each request of the route, the last one for ever. */
export function inTurn(...answers: [Answer, ...Answer[]]): Answer {
	return async (asked, response) => {
		const answer = answers[Math.min(asked.nth, answers.length) - 1] ?? answers[0];
		await answer(asked, response);
	};
}

/** A part of an answer: so many bytes of one text, or the text once. */
export type Part = string | { text: string; bytes: number };

export interface Flood {
	status?: number;
	headers?: OutgoingHttpHeaders;
	parts: Part[];
	/** After the last part the connection stays open and silent: an answer without an end. */
	endless?: boolean;
}

/** An answer too large to be held here: its parts are repeated as fast as they are taken. */
export function flood({ status = 200, headers = {}, parts, endless = false }: Flood): Answer {
	return async (_asked, response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		for (const part of parts) {
			if (typeof part === 'string') await write(response, Buffer.from(part));
			else await repeat(response, part);
		}
		if (endless) await gone(response);
		else response.end();
	};
}

async function repeat(
	response: ServerResponse,
	{ text, bytes }: { text: string; bytes: number },
): Promise<void> {
	// Whole repetitions only, so that JSON stays JSON.
	const times = Math.max(1, Math.floor(Math.min(chunkBytes, bytes) / text.length));
	const chunk = Buffer.from(text.repeat(times));
	for (let left = bytes; left > 0 && !response.destroyed; left -= chunk.length) {
		await write(response, chunk);
	}
}

/** A file that is handed out from any byte on, as RFC 9110 has it. */
export function ranged(file: Buffer, headers: OutgoingHttpHeaders = {}): Answer {
	return (asked, response) => {
		const from = Number(/^bytes=(\d+)-/.exec(asked.headers.range ?? '')?.[1] ?? Number.NaN);
		if (Number.isNaN(from)) return send(file, headers)(asked, response);
		if (from >= file.length) {
			return send('', { 'content-range': `bytes */${file.length}` }, 416)(asked, response);
		}
		const range = `bytes ${from}-${file.length - 1}/${file.length}`;
		return send(file.subarray(from), { ...headers, 'content-range': range }, 206)(asked, response);
	};
}

/** A file that breaks off after so many bytes, however long it is said to be. */
export function cutAfter(bytes: number, file: Buffer, headers: OutgoingHttpHeaders = {}): Answer {
	return async (_asked, response) => {
		response.writeHead(200, { 'content-length': file.length, ...headers });
		await write(response, file.subarray(0, bytes));
		// Both sides get the bytes before the end.
		await sleep(50);
		response.destroy();
	};
}

/** A small gzip body that unpacks to `unpackedBytes`: a head, then nothing but the filler. */
export function gzipBomb(
	head: string,
	filler: string,
	unpackedBytes: number,
	headers: OutgoingHttpHeaders = {},
): Answer {
	const memberBytes = 8 * mib;
	return async (_asked, response) => {
		const member = gzipSync(filler.repeat(memberBytes / filler.length), { level: 9 });
		response.writeHead(200, {
			'content-type': 'application/json',
			'content-encoding': 'gzip',
			...headers,
		});
		await write(response, gzipSync(head));
		// Members of a gzip file may follow each other, which spares packing gigabytes.
		for (let sent = 0; sent < unpackedBytes && !response.destroyed; sent += memberBytes) {
			await write(response, member);
		}
		response.end();
	};
}

/** A few bytes now and then, for at most so long. */
export function trickle(
	first: Buffer | string,
	headers: OutgoingHttpHeaders,
	everyMs: number,
	forMs: number,
): Answer {
	return async (_asked, response) => {
		response.writeHead(200, headers);
		await write(response, Buffer.from(first));
		for (let pastMs = 0; pastMs < forMs && !response.destroyed; pastMs += everyMs) {
			await sleep(everyMs);
			await write(response, Buffer.from('\x01'));
		}
		response.destroy();
	};
}

/** Body without any length, ended by closing the connection: politely, or by a reset. */
export function untilClosed(
	body: Buffer,
	headers: OutgoingHttpHeaders,
	how: 'fin' | 'rst',
): Answer {
	return async (_asked, { socket }) => {
		const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
		socket?.write(`HTTP/1.1 200 OK\r\n${lines.join('')}connection: close\r\n\r\n`);
		socket?.write(body);
		// Both sides get the bytes before the end.
		await sleep(50);
		if (how === 'rst') socket?.resetAndDestroy();
		else socket?.end();
	};
}

async function write(response: ServerResponse, chunk: Buffer): Promise<void> {
	if (response.destroyed || response.write(chunk)) return;
	await either(response, 'drain', 'close');
}

async function gone(response: ServerResponse): Promise<void> {
	if (!response.destroyed) await either(response, 'close');
}

async function either(response: ServerResponse, ...events: string[]): Promise<void> {
	await new Promise<void>((resolve) => {
		const settle = () => {
			for (const event of events) response.off(event, settle);
			resolve();
		};
		for (const event of events) response.on(event, settle);
	});
}
