import type { VideoNews } from './answers';

/** Shows how far the renders are. */
export interface ProgressDisplay {
	show(title: string, news: VideoNews): void;
	stop(): void;
}

/** 0 to 100; a server that tells no progress stays at 0 until the end. */
export function percentOf({ status, progress }: VideoNews): number {
	return status === 'completed' ? 100 : (progress ?? 0);
}

export function secondsSince(startedAtMs: number): number {
	return Math.round((Date.now() - startedAtMs) / 1000);
}
