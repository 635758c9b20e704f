import { SoraError, toSoraError } from '../api/errors';
import type { StreamAnswer } from '../api/http';
import { pause } from '../api/pause';
import { guardStalls, stallLimitMs } from './stallGuard';

/** A file at a server that can be asked for again, from any byte on. */
export interface FileSource {
	/**
	 * @param from first byte wanted; above 0 the server is asked for the rest by `Range`
	 * @param etag of the first answer, so that the rest of another version is not glued on
	 */
	open(from: number, etag?: string): Promise<StreamAnswer>;
	/** End the download, and all waiting in between, at once. */
	signals: Array<AbortSignal | undefined>;
}

const mostResumptions = 5;
const resumePauseMs = 1_000;

/**
 * The bytes of a file, each once, in order: a download that is cut short goes on where it stopped,
 * at most five times. Nothing is kept in memory.
 *
 * @param first the answer to `source.open(0)`
 * @param firstByteMs time for its first byte
 * @throws SoraError `serverUnreachable` when the file cannot be had in full, `timeout`, `cancelled`
 */
export async function* resumableBytes(
	first: StreamAnswer,
	source: FileSource,
	firstByteMs = stallLimitMs,
): AsyncGenerator<Uint8Array> {
	const total = lengthOf(first);
	const etag = strongEtag(first);
	const budget = { left: mostResumptions };
	let received = 0;
	for (let answer = first; ;) {
		// A server that ignores `Range` begins anew, so what has already been passed on is left out.
		let skip = answer.status === 200 ? received : 0;
		let problem: SoraError | undefined;
		try {
			const firstMs = answer === first ? Math.max(firstByteMs, stallLimitMs) : stallLimitMs;
			for await (const chunk of guardStalls(answer, source.signals, firstMs)) {
				const fresh = chunk.subarray(Math.min(skip, chunk.length));
				skip -= chunk.length - fresh.length;
				received += fresh.length;
				if (fresh.length > 0) yield fresh;
			}
		} catch (error) {
			problem = toSoraError(error);
		} finally {
			// Also when the reader stops early, as with a full disk.
			answer.discard();
		}
		if (problem?.kind === 'cancelled') throw problem;
		if (total !== undefined && received > total) throw brokenFile(received, total);
		if (received === total || (!problem && total === undefined)) return;
		const cause = problem?.kind === 'timeout' ? problem : brokenFile(received, total);
		// Bytes of a compressed answer are counted otherwise than those of the file.
		const from = isCompressed(first) ? 0 : received;
		const goesOn = (next: StreamAnswer) => continues(next, from, first);
		answer = await reopen(() => source.open(from, etag), source.signals, goesOn, budget, cause);
	}
}

async function reopen(
	open: () => Promise<StreamAnswer>,
	signals: FileSource['signals'],
	goesOn: (answer: StreamAnswer) => boolean,
	budget: { left: number },
	cause: SoraError,
): Promise<StreamAnswer> {
	while (budget.left > 0) {
		budget.left--;
		await pause(resumePauseMs * (mostResumptions - budget.left), ...signals);
		const answer = await open().catch(toSoraError);
		if (answer instanceof SoraError) {
			if (answer.kind === 'cancelled') throw answer;
			continue;
		}
		if (goesOn(answer)) return answer;
		answer.discard();
	}
	throw new SoraError(cause.kind, cause.message, { ...cause.details, mayPass: false });
}

/** The length of a whole file, where the server tells and does not compress it on the way. */
function lengthOf(answer: StreamAnswer): number | undefined {
	if (isCompressed(answer)) return undefined;
	const length = Number.parseInt(answer.headers['content-length'] ?? '', 10);
	return Number.isNaN(length) ? undefined : length;
}

function isCompressed({ headers }: StreamAnswer): boolean {
	return (headers['content-encoding'] ?? 'identity') !== 'identity';
}

/** `If-Range` takes strong tags only (RFC 9110, 13.1.5). */
function strongEtag({ headers }: StreamAnswer): string | undefined {
	return headers.etag?.startsWith('"') ? headers.etag : undefined;
}

/**
 * 206 from the very byte asked for, or 200: the whole file once more, as long as it is the same
 * file. The rest of another version must not be glued on.
 */
function continues(next: StreamAnswer, from: number, first: StreamAnswer): boolean {
	if (next.status === 206) {
		return /^bytes (\d+)-/.exec(next.headers['content-range'] ?? '')?.[1] === String(from);
	}
	const differ = <T>(a: T | undefined, b: T | undefined) =>
		a !== undefined && b !== undefined && a !== b;
	const isOther =
		differ(strongEtag(first), strongEtag(next)) || differ(lengthOf(first), lengthOf(next));
	return next.status === 200 && !isOther;
}

function brokenFile(received: number, total: number | undefined): SoraError {
	return new SoraError(
		'serverUnreachable',
		`The file did not arrive whole: ${received} of ${total ?? 'an unknown number of'} bytes`,
		{ advice: 'Nothing incomplete was kept. Run Download with this Video ID again.' },
	);
}
