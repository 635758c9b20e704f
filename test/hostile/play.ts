import { openPlayer, type Player } from './player/open';
import type { Outcome } from './player/messages';
import type { HostileRow, Seen } from './row';
import { clipOf, hashOf } from './server/files';
import { honestAnswers, promptOf } from './server/honest';
import { startHostileServer, type Answers, type Asked } from './server/server';

const defaultDeadlineMs = 15_000;
const defaultSpeed = 10;
/** A burst is no rate: requests are counted over so many seconds of the node's clock. */
const windowSeconds = 5;

/** A player whose engine has already made one clip. */
export function openWarmPlayer(): Player {
	return openPlayer(async (play) => {
		await withServer(
			honestAnswers(),
			() => undefined,
			async (baseUrl) => {
				await play(baseUrl, { operation: 'create' });
				await play(baseUrl, { operation: 'getMany' });
			},
		);
	});
}

/** Plays a row against a server of its own, and tells what came of it. */
export async function playRow(player: Player, row: HostileRow): Promise<Seen> {
	const { play, answers, onAsked, deadlineMs = defaultDeadlineMs } = row;
	const honest = honestAnswers();
	const controls = {
		stop: () => player.order({ do: 'stop' }),
		shiftClock: (ms: number) => player.order({ do: 'shiftClock', ms }),
	};
	return await withServer(
		{ ...honest, ...answers?.(honest) },
		(asked) => onAsked?.(asked, controls),
		async (baseUrl, asked) => {
			const outcome = await player.play(baseUrl, play, deadlineMs);
			return {
				outcome,
				asked,
				clips: typeof outcome === 'string' ? 0 : countClips(outcome),
				perSecond: mostPerSecond(asked, play.speed ?? defaultSpeed),
			};
		},
	);
}

async function withServer<T>(
	answers: Answers,
	onAsked: (asked: Asked) => void,
	work: (baseUrl: string, asked: readonly Asked[]) => Promise<T>,
): Promise<T> {
	const server = await startHostileServer(answers, onAsked);
	try {
		return await work(server.baseUrl, server.asked);
	} finally {
		await server.close();
	}
}

function countClips({ items }: Outcome): number {
	const whole = items.filter(({ id, file }) => file?.hash === hashOf(clipOf(id)));
	return new Set(whole.map(({ id }) => id)).size;
}

/** Of all addresses the one that is asked most often. Of creates only those count that were sent before. */
function mostPerSecond(asked: readonly Asked[], speed: number): number {
	const times = new Map<string, number[]>();
	const created = new Set<string>();
	for (const one of asked) {
		const { method, url, atMs } = one;
		const key = `${method} ${url}`;
		const isNew = one.route === 'create' && !created.has(promptOf(one));
		created.add(promptOf(one));
		if (isNew) continue;
		times.set(key, [...(times.get(key) ?? []), (atMs / 1_000) * speed]);
	}
	const rates = [...times.values()].map((seconds) => densest(seconds) / windowSeconds);
	return Math.max(0, ...rates);
}

function densest(seconds: number[]): number {
	let first = 0;
	let most = 0;
	seconds.forEach((second, index) => {
		while (second - (seconds[first] ?? second) >= windowSeconds) first++;
		most = Math.max(most, index - first + 1);
	});
	return most;
}
