/** Where a render stands, in the four words of the Videos API. */
export type RenderStatus = 'queued' | 'in_progress' | 'completed' | 'failed';

const words: Record<RenderStatus, readonly string[]> = {
	queued: [
		'queued',
		'pending',
		'submitted',
		'not_start',
		'notstarted',
		'created',
		'starting',
		'preparing',
		'unknown',
	],
	in_progress: [
		'in_progress',
		'processing',
		'running',
		'generating',
		'postprocessing',
		'cancelling',
	],
	completed: ['completed', 'complete', 'succeeded', 'success', 'finished', 'done'],
	failed: ['failed', 'failure', 'fail', 'error', 'cancelled', 'canceled', 'expired', 'deleted'],
};

const statusByWord = new Map<string, RenderStatus>(
	Object.entries(words).flatMap(([status, list]) =>
		list.map((word): [string, RenderStatus] => [word, status as RenderStatus]),
	),
);

/**
 * The status a server's own word stands for. An unknown word means "still running": taking it for
 * success would deliver nothing, taking it for failure would lose a paid render.
 */
export function renderStatus(word: string): RenderStatus {
	return statusByWord.get(word.trim().toLowerCase()) ?? 'in_progress';
}
