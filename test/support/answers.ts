import type { Answer } from './loopback';
import { hold } from './loopback';

type Headers = Record<string, string>;

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Headers = {}): Answer {
	return text(JSON.stringify(body), status, { 'content-type': 'application/json', ...headers });
}

/** Any answer at once. */
export function text(body: string | Buffer, status = 200, headers: Headers = {}): Answer {
	return (response) => void response.writeHead(status, headers).end(body);
}

/** A redirect. */
export function redirect(location: string, status = 302): Answer {
	return text('', status, { location });
}

/** Breaks the connection off without an answer. */
export const reset: Answer = (response) => void response.socket?.resetAndDestroy();

/** Never answers. */
export const hang: Answer = (response) => hold(response);

/** Answers after a time on the test's clock. */
export function after(ms: number, answer: Answer): Answer {
	return (response, request) => {
		hold(response);
		setTimeout(() => answer(response, request), ms);
	};
}

/** A whole file, or the part of it that `Range` asks for. */
export function file(bytes: Buffer, headers: Headers = {}): Answer {
	return (response, { headers: { range } }) => {
		const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
		const part = bytes.subarray(from);
		const common = { 'content-type': 'video/mp4', 'content-length': part.length, ...headers };
		const end = bytes.length - 1;
		if (range === undefined) response.writeHead(200, common);
		else {
			response.writeHead(206, {
				...common,
				'content-range': `bytes ${from}-${end}/${bytes.length}`,
			});
		}
		response.end(part);
	};
}

/** How an answer ends before its time. */
export type Breach = 'cut' | 'reset' | 'stall';

/** So many bytes of a file, of which the header promises all, and then nothing more. */
export function broken(bytes: Buffer, count: number, how: Breach, headers: Headers = {}): Answer {
	return (response) => {
		response.writeHead(200, {
			'content-type': 'video/mp4',
			'content-length': bytes.length,
			...headers,
		});
		if (how === 'stall') hold(response);
		response.write(bytes.subarray(0, count), () => {
			if (how === 'cut') response.socket?.destroy();
			if (how === 'reset') response.socket?.resetAndDestroy();
		});
	};
}

/** A file in pieces, with a pause on the test's clock before each. */
export function slowly(bytes: Buffer, pieces: number, pauseMs: number): Answer {
	return (response) => {
		response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length });
		response.flushHeaders();
		hold(response);
		const size = Math.ceil(bytes.length / pieces);
		const send = (from: number) => {
			if (response.destroyed) return;
			if (from >= bytes.length) {
				response.end();
				return;
			}
			setTimeout(() => {
				response.write(bytes.subarray(from, from + size));
				send(from + size);
			}, pauseMs);
		};
		send(0);
	};
}
