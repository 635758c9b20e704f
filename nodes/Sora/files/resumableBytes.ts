import { SoraError, toSoraError } from '../api/errors';
import type { StreamAnswer } from '../api/http';
import { pause } from '../api/pause';
import { openBoxes } from './boxes';
import { isCompressed, isFramed, partOf, strongEtag, totalOf } from './part';
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

/** How long a file is waited for, and how large it may be. */
export interface FileLimits {
	/** Time for its first byte. */
	firstByteMs?: number;
	/** Counted unpacked. */
	mostBytes: number;
}

const mostResumptions = 5;
const resumePauseMs = 1_000;

/**
 * The bytes of a file, each once, in order: a download that is cut short goes on where it stopped,
 * at most five times. Where nothing tells how long the file is, its own boxes or the server's answer to
 * a request for more must show that it is whole.
 * Nothing is kept in memory.
 *
 * @param first the answer to `source.open(0)`
 * @throws SoraError `serverUnreachable` when the file cannot be had in full, `notSupported` when it is
 * too large, `timeout`, `cancelled`
 */
export async function* resumableBytes(
	first: StreamAnswer,
	source: FileSource,
	{ firstByteMs = stallLimitMs, mostBytes }: FileLimits,
): AsyncGenerator<Uint8Array> {
	const etag = strongEtag(first);
	const budget = { left: mostResumptions };
	const boxes = openBoxes();
	let total = totalOf(first);
	let received = 0;
	for (let answer = first; ;) {
		// A server that ignores `Range` begins anew, so what has already been passed on is left out.
		let skip = answer.status === 206 ? 0 : received;
		const before = received;
		let problem: SoraError | undefined;
		try {
			if ((total ?? 0) > mostBytes) throw tooLarge(mostBytes);
			const firstMs = answer === first ? Math.max(firstByteMs, stallLimitMs) : stallLimitMs;
			for await (const chunk of guardStalls(answer, source.signals, { firstMs })) {
				const fresh = chunk.subarray(Math.min(skip, chunk.length));
				skip -= chunk.length - fresh.length;
				received += fresh.length;
				if (received > mostBytes) throw tooLarge(mostBytes);
				boxes.pass(fresh);
				if (fresh.length > 0) yield fresh;
			}
		} catch (error) {
			problem = toSoraError(error);
		} finally {
			// Also when the reader stops early, as with a full disk.
			answer.discard();
		}
		if (problem?.kind === 'cancelled' || problem?.details.mayPass === false) throw problem;
		if (total !== undefined && received > total) throw brokenFile(received, total);
		if (received === total) return;
		if (!problem && total === undefined) {
			// A gateway may end its answer properly when the one behind it has broken off.
			const isCut = boxes.endHere() === false;
			const isTold = isFramed(answer) || isCompressed(first) || boxes.endHere() === true;
			// Asked for more, the server has come to the same end.
			const isSameEnd = answer !== first && skip === 0 && received === before;
			if (isCut && isSameEnd) throw brokenFile(received, total);
			if (!isCut && (isTold || isSameEnd)) return;
		}
		const cause = problem?.kind === 'timeout' ? problem : brokenFile(received, total);
		// Bytes of a compressed answer are counted otherwise than those of the file.
		const from = isCompressed(first) ? 0 : received;
		const goesOn = (next: StreamAnswer) =>
			continues(next, from, total, etag) || endsAt(next, from, total);
		answer = await reopen(() => source.open(from, etag), source.signals, goesOn, budget, cause);
		if (answer.status === 416) {
			answer.discard();
			return;
		}
		total ??= totalOf(answer);
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

/**
 * 206 from the very byte asked for, or 200: the whole file once more; either as long as it is the same
 * file. The rest of another version must not be glued on.
 */
function continues(
	next: StreamAnswer,
	from: number,
	total: number | undefined,
	etag: string | undefined,
): boolean {
	const differ = <T>(a: T | undefined, b: T | undefined) =>
		a !== undefined && b !== undefined && a !== b;
	if (differ(etag, strongEtag(next)) || differ(total, totalOf(next))) return false;
	return next.status === 200 || (next.status === 206 && from > 0 && partOf(next).from === from);
}

/** The server's word that nothing comes after this byte, of a file of which no length is known. */
function endsAt(next: StreamAnswer, from: number, total: number | undefined): boolean {
	if (next.status !== 416 || total !== undefined || from === 0) return false;
	return (partOf(next).total ?? from) === from;
}

function tooLarge(mostBytes: number): SoraError {
	const mb = Math.round(mostBytes / 1024 ** 2);
	const most = mb < 1024 ? `${mb} MB` : `${mb / 1024} GB`;
	return new SoraError('notSupported', `The file is larger than ${most}`, {
		mayPass: false,
		advice: 'No clip or picture is that large: look at what the server hands out for this video.',
	});
}

function brokenFile(received: number, total: number | undefined): SoraError {
	return new SoraError(
		'serverUnreachable',
		`The file did not arrive whole: ${received} of ${total ?? 'an unknown number of'} bytes`,
		{ advice: 'Nothing incomplete was kept. Run Download with this Video ID again.' },
	);
}
