import type { ServerResponse } from 'node:http';

import type { Answer, Transport } from './answer';
import type { Call } from './call';
import { readRange } from './range';

/** What writing an answer needs of the request's surroundings. */
export interface Surroundings {
	wait(ms: number): Promise<void>;
	/** Called when the rest of the answer will never come. */
	park(): void;
	/** Called with the status in the end sent, which Range may have changed. */
	answered(status: number): void;
}

/** Time between two pieces of a trickle. */
const trickleMs = 100;

interface Payload {
	status: number;
	headers: Record<string, string>;
	bytes: number;
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** Writes an answer as its transport says: whole, in part, slowly, or torn. */
export async function writeAnswer(
	answer: Answer,
	call: Call,
	response: ServerResponse,
	surroundings: Surroundings,
): Promise<void> {
	const payload = payloadOf(answer, call);
	const { transport } = answer;
	if (!transport.omitLength) payload.headers['content-length'] = String(payload.bytes);
	if (transport.contentType !== undefined) payload.headers['content-type'] = transport.contentType;
	surroundings.answered(payload.status);
	response.writeHead(payload.status, { ...answer.headers, ...payload.headers });
	response.flushHeaders();
	await writeBody(payload, transport, response, surroundings);
}

function payloadOf(answer: Answer, call: Call): Payload {
	const { body, status } = answer;
	if (body.kind === 'asset') return assetPayload(answer, call);
	if (body.kind === 'empty') return { status, headers: {}, bytes: 0, chunks: [] };
	const text = body.kind === 'json' ? JSON.stringify(body.value) : body.text;
	const content = Buffer.from(text);
	const type = body.kind === 'json' ? 'application/json' : body.type;
	return { status, headers: { 'content-type': type }, bytes: content.length, chunks: [content] };
}

function assetPayload(answer: Answer, call: Call): Payload {
	if (answer.body.kind !== 'asset') throw new TypeError('Only an asset has ranges.');
	const { asset } = answer.body;
	const stale = call.headers['if-range'] !== undefined && call.headers['if-range'] !== asset.etag;
	const plain = answer.transport.ignoreRange === true || stale;
	const range = readRange(plain ? undefined : call.headers.range, asset.bytes);
	const headers: Record<string, string> = { 'content-type': asset.type, etag: asset.etag };
	if (answer.transport.ignoreRange !== true) headers['accept-ranges'] = 'bytes';
	if (range.kind === 'outside') {
		const contentRange = { 'content-range': `bytes */${asset.bytes}` };
		return { status: 416, headers: contentRange, bytes: 0, chunks: [] };
	}
	const { start, end } = range.kind === 'part' ? range : { start: 0, end: asset.bytes - 1 };
	if (range.kind === 'part') headers['content-range'] = `bytes ${start}-${end}/${asset.bytes}`;
	return {
		status: range.kind === 'part' ? 206 : answer.status,
		headers,
		bytes: end - start + 1,
		chunks: asset.read(start, end),
	};
}

async function writeBody(
	payload: Payload,
	transport: Transport,
	response: ServerResponse,
	surroundings: Surroundings,
): Promise<void> {
	const { stop, bytesPerSecond } = transport;
	const stopAt = stop ? Math.floor(payload.bytes * stop.atFraction) : Infinity;
	const pieceBytes =
		bytesPerSecond === undefined
			? Infinity
			: Math.max(1, Math.floor((bytesPerSecond * trickleMs) / 1000));
	let sent = 0;
	for await (const chunk of payload.chunks) {
		for (let at = 0; at < chunk.length && sent < stopAt;) {
			if (response.destroyed) return;
			const length = Math.min(pieceBytes, stopAt - sent, chunk.length - at);
			await writePiece(response, chunk.subarray(at, at + length));
			at += length;
			sent += length;
			if (pieceBytes !== Infinity) await surroundings.wait(trickleMs);
		}
		if (sent >= stopAt) break;
	}
	if (!stop) response.end();
	else if (stop.how === 'stall') surroundings.park();
	else await tear(response, stop.how);
}

/** Writes and waits until the system has taken it, so that no answer piles up in memory. */
async function writePiece(response: ServerResponse, piece: Buffer): Promise<void> {
	if (response.write(piece)) return;
	await new Promise<void>((resolve) => {
		const go = () => {
			response.off('drain', go);
			response.off('close', go);
			resolve();
		};
		response.on('drain', go);
		response.on('close', go);
	});
}

/** Ends the connection in mid-body, after what was written has left. */
async function tear(response: ServerResponse, how: 'end' | 'reset'): Promise<void> {
	const { socket } = response;
	if (!socket || socket.destroyed) return;
	if (how === 'end') {
		socket.destroySoon();
		return;
	}
	await new Promise<void>((resolve) => {
		socket.write('', () => resolve());
		socket.once('close', () => resolve());
	});
	socket.resetAndDestroy();
}
