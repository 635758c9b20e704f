import { z } from 'zod';

import { workflowFor } from '../../engine/stage';
import {
	startEngine,
	type Engine,
	type OpenWorkflow,
	type Run,
	type StoredCredential,
} from '../../support/engine';
import type { FastClock } from './fastClock';
import { lookThrough } from './look';
import type { Outcome, Play } from './messages';
import type { Meter } from './meter';
import { cut, readResult } from './readResult';
import { playTrigger, triggerWorkflow } from './triggerPlay';

/** Runs one play after the other in one engine. */
export interface Theatre {
	play(baseUrl: string, play: Play): Promise<Outcome>;
	/** What the Stop button does to the run under way. */
	stop(): void;
}

/** Stands in rows for the server's host and port, which nobody knows before it has started. */
const serverName = 'hostile.server';

const listSchema = z.object({ results: z.array(z.unknown()) });

/** The node's clocks run faster. */
const realMs = () => Number(process.hrtime.bigint()) / 1e6;

type Ended = Pick<Outcome, 'status' | 'items' | 'errors'> &
	Partial<Pick<Outcome, 'entries' | 'replies'>> & { told: unknown };

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
		if (play.trigger) {
			const played = await playTrigger(engine, open, play.trigger);
			return async () => played;
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
			told: result.data,
		});
	};

	return {
		play: async (baseUrl, play) => {
			const { operation, node, trigger, credential, speed = 10, needles = {} } = play;
			const data = { service: 'other', baseUrl, apiKey: 'key-0123456789', ...credential };
			const { host } = new URL(baseUrl);
			credentials.sora = { type: 'soraApi', data: atServer(host, data) };
			const file = trigger ? triggerWorkflow(trigger) : await workflowFor(operation, node);
			const open = engine.open(atServer(host, file));
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
				entries: 0,
				replies: {},
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
		return { status: 'error', items: [], errors: [error], told: listed };
	}
	const entries = listSchema.parse(listed).results.length;
	return { status: 'listed', items: [], errors: [], entries, told: listed };
}
