import { SoraError, toSoraError } from '../api/errors';
import { errorSize, sendForStream, type StreamAnswer, type TextAnswer } from '../api/http';
import { pause } from '../api/pause';
import { answerLimitMs } from '../api/request';
import { responseError } from '../api/responseErrors';
import { longestPauseMs } from '../api/retryPolicy';
import type { Server } from '../api/server';
import { readText } from '../api/textBody';
import { serviceOf } from '../services/services';
import type { EmbeddedFile } from '../services/embeddedFiles';
import type { Video } from '../services/video';
import { isExpired } from './expiry';
import { boundWaiting, type AskWithin } from './firstByte';
import { largestImageBytes, sniffedBytes, type MediaType, type Variant } from './mediaType';
import { isRefusedElsewhere, onlyPart, refusedElsewhere } from './placeErrors';
import { requireMedia } from './requireMedia';
import { resumableBytes, type FileLimits, type FileSource } from './resumableBytes';
import { guardStalls } from './stallGuard';

/** A file that has begun to arrive and is what was asked for. */
export interface OpenedFile {
	type: MediaType;
	/** The whole file as a stream for n8n's binary storage. */
	stream: ReturnType<StreamAnswer['toReadable']>;
}

/** Hours of film at the highest rates; an answer without an end must not fill the disk. */
const largestVideoBytes = 10 * 1024 ** 3;

/** A completed file may be missing for a moment, until the server's storage has it. */
const patience: Record<Variant, number> = { video: 5, thumbnail: 2, spritesheet: 2 };
const patiencePauseMs = 1_000;
/** A server that keeps its files elsewhere sends JSON for ever. */
const patienceWithText = 2;

/** How a file is waited for. */
export interface FileWait {
	/** Ends waiting and connections when the run ends early. */
	stop?: AbortSignal;
	/** How long a film may take to begin. */
	firstByteMs: number;
	/** Now, by the server's clock: a file whose time is over is asked for once. */
	serverNowMs: number;
}

/**
 * Opens a file of a video: at the content endpoint, else, for the video itself, at the addresses
 * the video object names (SGLang, new-api, Together and others keep it in a cloud storage).
 *
 * @throws SoraError when no place has the file, or it is not what was asked for
 */
export async function openFile(
	server: Server,
	video: Video,
	variant: Variant,
	{ stop, firstByteMs, serverNowMs }: FileWait,
): Promise<OpenedFile> {
	const isVideo = variant === 'video';
	// A picture is small, and not worth minutes.
	const limitMs = isVideo ? firstByteMs : Math.min(firstByteMs, answerLimitMs);
	const ask = boundWaiting(limitMs);
	const limits = {
		firstByteMs: limitMs,
		mostBytes: isVideo ? largestVideoBytes : largestImageBytes,
	};
	const paths = serviceOf(server).filePaths(video.id, variant);
	const urls = isVideo ? video.files.flatMap((file) => addressOf(server, file)) : [];
	const addresses = new Set([...paths.map((path) => server.baseUrl + path), ...urls]);
	const sources = [...addresses].map((url) => sourceAt(server, url, ask, stop));
	for (let tries = 1; ; tries++) {
		const problems: SoraError[] = [];
		for (const source of sources) {
			const opened = await open(server, source, variant, limits).catch(toSoraError);
			if (!(opened instanceof SoraError)) return opened;
			if (opened.kind === 'cancelled') throw opened;
			problems.push(opened);
		}
		// Where there are other places, the last one knows better than an endpoint that hands nothing out.
		const problem = problems.at(-1) ?? new SoraError('notFound', 'The server has no such file');
		const isLast = tries >= patience[variant] || isExpired(video, serverNowMs);
		if (isLast || !problems.some((one) => mayPass(one, tries))) throw problem;
		const pauseMs = problem.details.pauseMs ?? patiencePauseMs * 2 ** (tries - 1);
		if (pauseMs > longestPauseMs) throw problem;
		await pause(pauseMs, server.cancelSignal, stop);
	}
}

function addressOf(server: Server, file: EmbeddedFile): string[] {
	if (!('url' in file) || !URL.canParse(file.url, `${server.baseUrl}/`)) return [];
	const url = new URL(file.url, `${server.baseUrl}/`);
	return /^https?:$/.test(url.protocol) ? [url.href] : [];
}

function sourceAt(
	server: Server,
	url: string,
	ask: AskWithin,
	stop: AbortSignal | undefined,
): FileSource {
	return {
		signals: [server.cancelSignal, stop],
		open: async (from, etag) => {
			// A compressed answer has no length to check the file against.
			const headers = {
				accept: 'application/binary, video/*, image/*, */*;q=0.5',
				'accept-encoding': 'identity',
				...(from > 0 ? { range: `bytes=${from}-` } : {}),
				...(from > 0 && etag ? { 'if-range': etag } : {}),
			};
			return await ask(
				async (limitMs) =>
					await sendForStream(server, { method: 'GET', url, headers, limitMs, stop }),
			);
		},
	};
}

async function open(
	server: Server,
	source: FileSource,
	variant: Variant,
	limits: FileLimits,
): Promise<OpenedFile> {
	const answer = await source.open(0);
	if (answer.status < 200 || answer.status >= 300) {
		const read = await readError(server, answer, source.signals);
		const problem = responseError(server, read, 'content');
		const isElsewhere = isRefusedElsewhere(server, answer) && problem.kind === 'auth';
		throw isElsewhere ? refusedElsewhere(answer, read.text) : problem;
	}
	if (answer.status === 206) {
		answer.discard();
		throw onlyPart(answer);
	}
	const bytes = resumableBytes(answer, source, limits);
	return await begin(server, answer, bytes, variant).catch(async (error: unknown) => {
		// Closes the connection, also in the middle of the body.
		await bytes.return(undefined);
		throw error;
	});
}

async function begin(
	server: Server,
	answer: StreamAnswer,
	bytes: AsyncGenerator<Uint8Array>,
	variant: Variant,
): Promise<OpenedFile> {
	const head = await readHead(bytes);
	const type = requireMedia(head, answer.headers['content-type'], variant, server.redact);
	return { type, stream: answer.toReadable(prepend(head, bytes)) };
}

/** Enough of a file to tell its type: a first chunk may be shorter than that. */
async function readHead(bytes: AsyncGenerator<Uint8Array>): Promise<Buffer> {
	let head = Buffer.alloc(0);
	while (head.length < sniffedBytes) {
		const next = await bytes.next();
		if (next.done) break;
		head = Buffer.concat([head, next.value]);
	}
	return head;
}

async function* prepend(
	head: Buffer,
	rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	yield head;
	yield* rest;
}

/** An error answer to a request for a stream, as far as it is of use. */
async function readError(
	server: Server,
	answer: StreamAnswer,
	signals: FileSource['signals'],
): Promise<TextAnswer> {
	const { text, ...broken } = await readText(guardStalls(answer, signals), errorSize);
	if ('thrown' in broken) throw toSoraError(broken.thrown);
	answer.discard();
	return { status: answer.status, headers: answer.headers, text: server.redact(text) };
}

function mayPass({ kind, message, details }: SoraError, tries: number): boolean {
	if (details.mayPass !== undefined) return details.mayPass && tries < patienceWithText;
	if (/expired/i.test(message)) return false;
	return ['notFound', 'notReady', 'serverUnreachable', 'timeout', 'rateLimit'].includes(kind);
}
