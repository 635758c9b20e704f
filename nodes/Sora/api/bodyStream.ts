import { z } from 'zod';

/** A stream of Node, whose module a node may not import. */
export type Readable = import('stream').Readable;

const readable = z.custom<Readable>(
	(body) => typeof body === 'object' && body !== null && Symbol.asyncIterator in body,
);

const readableClass = z.custom<{
	from(chunks: AsyncIterable<Uint8Array>, options: { objectMode: false }): Readable;
}>((value) => typeof value === 'function' && 'from' in value);

/** A body that is still arriving, out of an answer of n8n's client. */
export interface BodyStream {
	chunks: AsyncIterable<Uint8Array>;
	/** A stream that n8n's binary storage takes, out of any sequence of chunks. */
	toReadable(chunks: AsyncIterable<Uint8Array>): Readable;
}

/** @throws when the body is no stream */
export function bodyStream(body: unknown): BodyStream {
	const stream = readable.parse(body);
	return {
		chunks: stream,
		// The class behind n8n's own stream, since a node may not import Node's stream module.
		toReadable: (chunks) =>
			readableClass.parse(stream.constructor).from(chunks, { objectMode: false }),
	};
}

/** Lets a body end that nobody waits for, though it reports as an error that its request is aborted. */
export function forgetBody(body: unknown): void {
	readable
		.safeParse(body)
		.data?.on('error', () => undefined)
		.resume();
}
