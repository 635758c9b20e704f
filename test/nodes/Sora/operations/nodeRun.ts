import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import { Sora } from '../../../../nodes/Sora/Sora.node';
import { installClock, type Clock } from '../../../support/clock';
import {
	fakeExecute,
	type FakeOptions,
	type SentRequest,
	type Traces,
} from '../../../support/fakeContext';
import { mockRequests } from '../../../support/mockAgent';

export const origin = 'https://videos.example.com';

/** An answer of the server. Bytes and texts go as they are, anything else as JSON. */
export interface MockAnswer {
	status?: number;
	headers?: Record<string, string>;
	/** Until it comes. */
	afterMs?: number;
}

/** What came of a run: either items or an error, and all that was sent on the way. */
export interface NodeRunResult extends Traces {
	items: INodeExecutionData[];
	error: NodeFailure | undefined;
}

interface NodeFailure {
	message: string;
	description: string;
	context: Record<string, unknown>;
}

const failureSchema = z.object({
	message: z.string(),
	// n8n has null where an error has nothing more to say.
	description: z
		.string()
		.nullish()
		.transform((text) => text ?? ''),
	context: z.record(z.unknown()),
});

/** The node, the server it speaks to, and the clock of both. */
export interface NodeBench {
	readonly clock: Clock;
	/** Expects one request, e.g. `GET /videos/video_1`, below the base URL, and answers it. */
	expect(line: string, body: unknown, answer?: MockAnswer): void;
	/** Expects so many GETs of one path, whatever their query, and answers each anew. */
	expectMany(path: string, times: number, answerTo: (number: number) => unknown): void;
	/** Expects one request at an absolute address. */
	expectAt(line: string, body: unknown, answer?: MockAnswer): void;
	/** Runs an operation; what the form shows and a test does not set has its default. */
	run(
		operation: string,
		parameters?: INodeParameters | INodeParameters[],
		options?: Omit<FakeOptions, 'parameters' | 'description'>,
	): Promise<NodeRunResult>;
}

/** A bench for every test of a file: no request leaves, and each that is sent was expected. */
export function nodeBench(): NodeBench {
	const agent = mockRequests();
	let clock: Clock | undefined;
	beforeEach(() => {
		clock = installClock();
	});
	afterEach(() => clock?.restore());
	const clockNow = () => {
		if (!clock) throw new Error('The clock is there while a test runs');
		return clock;
	};
	const expectAt: NodeBench['expectAt'] = (line, body, { status = 200, headers, afterMs } = {}) => {
		const [method = '', address = ''] = line.split(' ');
		const { origin: at, pathname, search } = new URL(address);
		const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
		// As every real server tells in one way or another.
		const length = isRaw ? { 'content-length': String(Buffer.byteLength(body)) } : {};
		const scope = agent()
			.get(at)
			.intercept({ method, path: pathname + search })
			.reply(status, isRaw ? body : JSON.stringify(body), {
				headers: {
					'content-type': isRaw ? 'video/mp4' : 'application/json',
					...length,
					...headers,
				},
			});
		if (afterMs !== undefined) scope.delay(afterMs);
	};
	return {
		get clock() {
			return clockNow();
		},
		expectAt,
		expect: (line, body, answer) => expectAt(line.replace(' /', ` ${origin}/v1/`), body, answer),
		expectMany: (path, times, answerTo) => {
			let number = 0;
			agent()
				.get(origin)
				.intercept({ path: (asked) => asked.split('?')[0] === `/v1${path}` })
				.reply(200, () => JSON.stringify(answerTo(++number)))
				.times(times);
		},
		run: async (operation, parameters = {}, options = {}) => {
			const complete = (set: INodeParameters) => ({ resource: 'video', operation, ...set });
			const node = new Sora();
			const { context, ...traces } = fakeExecute({
				...options,
				description: node.description,
				parameters: Array.isArray(parameters) ? parameters.map(complete) : complete(parameters),
			});
			const outcome = await clockNow().run(
				node.execute.call(context).then(
					([items = []]) => ({ items, error: undefined }),
					(error: unknown) => ({ items: [], error: failureSchema.parse(error) }),
				),
			);
			return { ...traces, ...outcome };
		},
	};
}

/** A video as OpenAI's server shows it, in the state given. */
export function videoAnswer(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		id: 'video_1',
		object: 'video',
		model: 'sora-2',
		status: 'completed',
		progress: 100,
		created_at: 1_795_219_200,
		completed_at: 1_795_219_260,
		expires_at: 1_795_222_860,
		prompt: 'a paper boat',
		size: '1280x720',
		seconds: '4',
		remixed_from_video_id: null,
		error: null,
		...changes,
	};
}

/** The video before its render has ended. */
export function unfinishedAnswer(changes: Record<string, unknown> = {}): Record<string, unknown> {
	const none = { completed_at: null, expires_at: null };
	return videoAnswer({ status: 'queued', progress: 0, ...none, ...changes });
}

const field = z.union([
	// A form carries every line end as CRLF (HTML standard).
	z.string().transform((text) => text.replaceAll('\r\n', '\n')),
	z
		.custom<File>((value) => value instanceof File)
		.transform(({ name, type, size }) => ({ name, type, size })),
]);

/** The fields of a sent body, files by their name, type and size. */
export async function fieldsOf(request: SentRequest | undefined): Promise<Record<string, unknown>> {
	if (!request) throw new Error('Nothing was sent');
	const { headers, body } = request;
	if (headers['content-type']?.startsWith('multipart/form-data')) {
		const form = await new Response(body, { headers }).formData();
		return Object.fromEntries([...form].map(([name, value]) => [name, field.parse(value)]));
	}
	return z.record(z.unknown()).parse(JSON.parse(body.toString('utf8')));
}

/** `multipart` or `json`, by the label of the request. */
export function encodingOf(request: SentRequest | undefined): string {
	return /multipart|json/.exec(request?.headers['content-type'] ?? '')?.[0] ?? 'none';
}

/** The requests in short, e.g. `GET /videos/video_1`. */
export function linesOf(sent: SentRequest[]): string[] {
	return sent.map(({ method, url }) => `${method} ${url.replace(`${origin}/v1`, '')}`);
}
