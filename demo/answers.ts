import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest, IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import { z } from 'zod';

/** The last that is known of a video. */
export interface VideoNews {
	id: string;
	/** The server's word, or `downloading` once its files are asked for. */
	status: string;
	/** 0 to 100; null where the server does not tell. */
	progress: number | null;
	prompt: string | null;
}

const sent = z.object({ request: z.instanceof(ClientRequest) });
const exchange = sent.extend({ response: z.instanceof(IncomingMessage) });

const video = z.object({
	id: z.string(),
	status: z.string(),
	progress: z.number().nullable().catch(null),
	prompt: z.string().nullable().catch(null),
});

const answer = z.union([
	z.object({ data: z.array(video) }).transform(({ data }) => data),
	video.transform((one) => [one]),
]);

/**
 * Listens to what the node and the server say to each other. So the progress shown is the one the
 * node sees, from any server, without asking a single time more.
 *
 * @returns ends the listening
 */
export function listenToAnswers(baseUrl: string, tell: (news: VideoNews) => void): () => void {
	const videos = new URL(`${baseUrl.replace(/\/+$/, '')}/videos`);
	const isOurs = ({ host, path }: ClientRequest) =>
		host === videos.hostname && path.startsWith(videos.pathname);
	const onRequest = (message: unknown) => {
		const { request } = sent.parse(message);
		const id = /\/([^/]+)\/content(\?|$)/.exec(request.path)?.[1];
		if (!isOurs(request) || id === undefined) return;
		tell({ id: decodeURIComponent(id), status: 'downloading', progress: 100, prompt: null });
	};
	const onAnswer = (message: unknown) => {
		const { request, response } = exchange.parse(message);
		// Files are streamed with nobody in between.
		if (!isOurs(request) || !response.headers['content-type']?.includes('json')) return;
		// A listener for data would let the body flow away before the node reads it.
		const chunks: Buffer[] = [];
		const push = response.push.bind(response);
		response.push = (chunk: Buffer | null, encoding) => {
			if (chunk !== null) chunks.push(chunk);
			else readNews(Buffer.concat(chunks), response).forEach(tell);
			return push(chunk, encoding);
		};
	};
	subscribe('http.client.request.start', onRequest);
	subscribe('http.client.response.finish', onAnswer);
	return () => {
		unsubscribe('http.client.request.start', onRequest);
		unsubscribe('http.client.response.finish', onAnswer);
	};
}

/** An answer that says nothing about a video is the node's to deal with. */
function readNews(bytes: Buffer, { headers }: IncomingMessage): VideoNews[] {
	try {
		const text = decompress(bytes, headers['content-encoding']).toString('utf8');
		return answer.safeParse(JSON.parse(text)).data ?? [];
	} catch {
		return [];
	}
}

function decompress(bytes: Buffer, encoding: string | undefined): Buffer {
	if (encoding === 'gzip') return gunzipSync(bytes);
	if (encoding === 'br') return brotliDecompressSync(bytes);
	if (encoding === 'deflate') return inflateSync(bytes);
	return bytes;
}
