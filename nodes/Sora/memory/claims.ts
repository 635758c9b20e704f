/**
 * Whose a video is, across all executions of this n8n process: a render found at the server must not
 * be a neighbour's, and one that a neighbour uses must not be deleted.
 */
export interface Claims {
	/** Takes a video found at the server; false where somebody has it or had it. */
	claim(videoId: string): boolean;
	/** Whether somebody has it or had it. */
	isTaken(videoId: string): boolean;
	/** Notes that this run has a video, whoever else does. */
	use(videoId: string): void;
	/** Whether another run that has not ended has the video. */
	isUsedByOthers(videoId: string): boolean;
	/** Ends the use of all videos; whose they were is still known. */
	end(): void;
}

/** Videos older than these are no longer among the newest of any list that is searched. */
const mostVideos = 20_000;

/** By server and id, the runs that have it now; the least lately taken first. */
const users = new Map<string, Set<object>>();

/** @param server address of the server, since ids of two servers may be equal */
export function openClaims(server: string): Claims {
	const run = {};
	const mine = new Set<string>();
	const nameOf = (videoId: string) => `${server} ${videoId}`;
	const use = (videoId: string) => {
		const name = nameOf(videoId);
		const others = users.get(name) ?? new Set();
		users.delete(name);
		users.set(name, others.add(run));
		mine.add(name);
		const [oldest] = users.keys();
		if (users.size > mostVideos && oldest !== undefined) users.delete(oldest);
	};
	const isTaken = (videoId: string) => users.has(nameOf(videoId));
	return {
		use,
		isTaken,
		claim: (videoId) => {
			if (isTaken(videoId)) return false;
			use(videoId);
			return true;
		},
		isUsedByOthers: (videoId) =>
			[...(users.get(nameOf(videoId)) ?? [])].some((other) => other !== run),
		end: () => {
			for (const name of mine) users.get(name)?.delete(run);
			mine.clear();
		},
	};
}
