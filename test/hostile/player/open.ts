import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

import { z } from 'zod';

import { outcomeSchema, type Order, type Outcome, type Play } from './messages';

/** A process with the nodes in n8n's engine; a new one takes its place when it has died or grown. */
export interface Player {
	/**
	 * @param deadlineMs real time after which the process is ended
	 * @returns the outcome, or in a sentence why there is none
	 */
	play(baseUrl: string, play: Play, deadlineMs: number): Promise<Outcome | string>;
	/** An order to the run under way. */
	order(order: Order): void;
	close(): void;
}

const replySchema = z.union([
	z.object({ outcome: outcomeSchema }),
	z.object({ problem: z.string() }),
	z.object({ ready: z.literal(true) }),
]);
type Reply = z.infer<typeof replySchema>;

/** Memory left behind by one run must not hide the growth of the next. */
const mostKeptMb = 60;

/** What every player does first, since the first run loads and compiles code. */
type WarmUp = (play: (baseUrl: string, play: Play) => Promise<unknown>) => Promise<unknown>;

/** Starts no process before it is needed. */
export function openPlayer(warmUp: WarmUp): Player {
	let child: ChildProcess | undefined;

	const start = async (): Promise<ChildProcess> => {
		const started = fork(path.join(__dirname, 'player.ts'), {
			cwd: path.join(__dirname, '../../..'),
			// The parent may be jest, whose own way of loading TypeScript ends with its process.
			execArgv: ['--import', 'tsx', '--max-old-space-size=1500'],
			env: { ...process.env, NODE_OPTIONS: '', MALLOC_TRIM_THRESHOLD_: '131072' },
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
		child = started;
		const ready = await reply(started, 60_000);
		if (typeof ready === 'string') throw new Error(`The player did not start: ${ready}`);
		await warmUp(async (baseUrl, play) => {
			started.send({ do: 'play', baseUrl, play } satisfies Order);
			await reply(started, 60_000);
		});
		return started;
	};
	const end = () => {
		child?.kill('SIGKILL');
		child = undefined;
	};
	return {
		play: async (baseUrl, play, deadlineMs) => {
			const player = child ?? (await start());
			player.send({ do: 'play', baseUrl, play } satisfies Order);
			const said = await reply(player, deadlineMs);
			if (typeof said === 'string' || !('outcome' in said)) {
				end();
				return typeof said === 'string' ? said : 'problem' in said ? said.problem : 'no outcome';
			}
			const { outcome } = said;
			if (outcome.grownMb > mostKeptMb || outcome.keptMb > mostKeptMb) end();
			return outcome;
		},
		order: (order) => child?.send(order),
		close: end,
	};
}

/** The next message, or why there is none. */
async function reply(child: ChildProcess, deadlineMs: number): Promise<Reply | string> {
	return await new Promise((resolve) => {
		const settle = (said: Reply | string) => {
			clearTimeout(timer);
			child.off('message', onMessage).off('exit', onExit);
			resolve(said);
		};
		const onMessage = (message: unknown) => settle(replySchema.parse(message));
		const onExit = (_code: number | null, signal: string | null) =>
			settle(signal === 'SIGABRT' ? 'n8n ran out of memory' : 'n8n grew past 2 GB, or crashed');
		const timer = setTimeout(
			() => settle(`n8n had not ended after ${deadlineMs / 1_000} s`),
			deadlineMs,
		);
		child.on('message', onMessage).on('exit', onExit);
	});
}
