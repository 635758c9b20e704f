import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { workflowFor } from '../../engine/stage';
import {
	startEngine,
	type Engine,
	type OpenWorkflow,
	type Run,
	type RunResult,
	type StoredCredential,
} from '../../support/engine';
import { hashOf } from '../server/files';
import type { FastClock } from './fastClock';
import { lookThrough } from './look';
import type { Outcome, Play } from './messages';
import type { Meter } from './meter';

/** Runs one play after the other in one engine. */
export interface Theatre {
	play(baseUrl: string, play: Play): Promise<Outcome>;
	/** What the Stop button does to the run under way. */
	stop(): void;
}

/** Stands in rows for the server's host and port, which nobody knows before it has started. */
const serverName = 'hostile.server';

/** Texts are cut before they go to the parent: their whole length is told apart. */
const longestQuote = 1_000;
const longestJson = 20_000;

const itemErrorSchema = z.object({
	message: z.string(),
	kind: z.string(),
	description: z.string().default(''),
	videoId: z.string().optional(),
});
const runErrorSchema = z.object({
	message: z.string(),
	description: z.string().nullish(),
	context: z
		.object({
			kind: z.string().default('none'),
			itemIndex: z.number().optional(),
			videoId: z.string().optional(),
		})
		.default({}),
});
const pairedSchema = z.object({ item: z.number() });
const listSchema = z.object({ results: z.array(z.unknown()) });

/** The node's clocks run faster. */
const realMs = () => Number(process.hrtime.bigint()) / 1e6;

type Ended = Pick<Outcome, 'status' | 'items' | 'errors' | 'entries'> & { told: unknown };

/** Reads what came of a run that has ended, which costs memory of its own. */
type Read = () => Promise<Ended>;

/** Starts the engine of this process. */
export async function openTheatre(
	packageRoot: string,
	clock: FastClock,
	meter: Meter,
): Promise<Theatre> {
	const credentials: Record<string, StoredCredential> = {};
	const engine = await startEngine({ packageRoot, credentials });
	let run: Run | undefined;
	let stoppedMs: number | undefined;

	const perform = async (open: OpenWorkflow, play: Play, messages: unknown[]): Promise<Read> => {
		if (play.listSearch) {
			const listed = await search(engine, open, play.listSearch);
			return async () => listed;
		}
		const items = (play.items ?? [{ prompt: 'a paper boat' }]).map((json) => ({ json }));
		run = open.run({
			items,
			mode: play.mode ?? 'manual',
			onMessage: (type, message) => messages.push(type, message),
		});
		const result = await run.promise;
		return async () => ({
			...(await readResult(engine, result)),
			entries: 0,
			told: result.data,
		});
	};

	return {
		play: async (baseUrl, play) => {
			const { operation, node, credential, speed = 10, needles = {} } = play;
			const data = { baseUrl, apiKey: 'key-0123456789', ...credential };
			const { host } = new URL(baseUrl);
			credentials.sora = { type: 'soraApi', data: atServer(host, data) };
			const open = engine.open(atServer(host, await workflowFor(operation, node)));
			const messages: unknown[] = [];
			stoppedMs = undefined;
			clock.begin(speed);
			await meter.begin();
			const begunMs = realMs();
			const read = await perform(open, play, messages);
			const endedMs = realMs();
			const cost = await meter.end();
			run = undefined;
			const timers = clock.pendingTimers();
			const { told, ...ended } = await read();
			const stored = lookThrough(told, 'items and errors', needles);
			const kept = lookThrough(open.storedStaticData(), 'static data', needles);
			const shown = lookThrough(messages, 'messages to the editor', needles);
			return {
				...ended,
				...cost,
				timers,
				seconds: ((endedMs - begunMs) / 1_000) * speed,
				...(stoppedMs === undefined ? {} : { stopMs: (endedMs - stoppedMs) * speed }),
				storedChars: stored.chars + kept.chars,
				longestText: Math.max(stored.longest, kept.longest, shown.longest),
				leaks: [...stored.leaks, ...kept.leaks, ...shown.leaks],
			};
		},
		stop: () => {
			stoppedMs = realMs();
			run?.cancel();
		},
	};
}

/** Puts the server's real host and port wherever a row names it. */
function atServer<T>(host: string, value: T): T {
	return JSON.parse(JSON.stringify(value).replaceAll(serverName, host)) as T;
}

async function search(
	engine: Engine,
	open: OpenWorkflow,
	{ method, filter }: NonNullable<Play['listSearch']>,
): Promise<Ended> {
	const listed = await engine
		.nodeType('sora')
		.methods?.listSearch?.[method]?.call(open.loadOptions('Sora'), filter)
		.catch((error: unknown) => z.instanceof(Error).parse(error));
	if (listed instanceof Error) {
		const error = { kind: listed.name, message: cut(listed.message), advice: '' };
		return { status: 'error', items: [], errors: [error], entries: 0, told: listed };
	}
	const entries = listSchema.parse(listed).results.length;
	return { status: 'listed', items: [], errors: [], entries, told: listed };
}

async function readResult(
	engine: Engine,
	result: RunResult,
): Promise<Pick<Outcome, 'status' | 'items' | 'errors'>> {
	const items: Outcome['items'] = [];
	for (const item of result.items('Sora')) {
		if (isErrorItem(item)) continue;
		const { id } = item.json;
		const binary = item.binary?.data;
		const file = binary && {
			name: binary.fileName ?? '',
			mimeType: binary.mimeType,
			...(await digest(engine, binary)),
		};
		const json = JSON.stringify(item.json).slice(0, longestJson);
		items.push({ id: typeof id === 'string' ? cut(id) : '', json, ...(file ? { file } : {}) });
	}
	return { status: result.status, items, errors: errorsOf(result) };
}

async function digest(
	engine: Engine,
	binary: NonNullable<INodeExecutionData['binary']>[string],
): Promise<{ bytes: number; hash: string }> {
	const bytes = await engine.readBinary(binary);
	return { bytes: bytes.length, hash: hashOf(bytes) };
}

function isErrorItem({ json }: INodeExecutionData): boolean {
	return itemErrorSchema.safeParse(json.error).success;
}

function errorsOf(result: RunResult): Outcome['errors'] {
	if (result.error) {
		const { message, description, context } = runErrorSchema.parse(result.error);
		const { itemIndex: item, kind, videoId } = context;
		return [told({ item, kind, message, advice: description ?? '', videoId })];
	}
	return [...result.items('Sora'), ...result.items('Sora', 1)].filter(isErrorItem).map((item) => {
		const { message, description, kind, videoId } = itemErrorSchema.parse(item.json.error);
		const { item: index } = pairedSchema.parse(item.pairedItem);
		return told({ item: index, kind, message, advice: description, videoId });
	});
}

function told({
	message,
	advice,
	videoId,
	...rest
}: Outcome['errors'][number]): Outcome['errors'][number] {
	return {
		...rest,
		message: cut(message),
		// "May exist" stands at the end of a long advice.
		advice: advice.length > longestQuote ? advice.slice(-longestQuote) : advice,
		...(videoId === undefined ? {} : { videoId: cut(videoId) }),
	};
}

function cut(text: string): string {
	return text.slice(0, longestQuote);
}
