import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

import ffmpegInstaller from '@ffmpeg-installer/ffmpeg';

const run = promisify(execFile);

/** Longest time one encode may take; the longest clip (120 s of 1080p) stays well below. */
const encodeLimitMs = 120_000;

/** Runs ffmpeg, no more processes at a time than the machine has cores. */
export class Encoder {
	private running = 0;
	private readonly waiting: Array<() => void> = [];
	private readonly stop = new AbortController();

	/** Throws when ffmpeg fails, with what it wrote to stderr. */
	async encode(args: string[]): Promise<void> {
		await this.takeSlot();
		try {
			await run(ffmpegInstaller.path, ['-nostdin', '-y', '-v', 'error', ...args], {
				signal: this.stop.signal,
				timeout: encodeLimitMs,
			});
		} finally {
			this.freeSlot();
		}
	}

	/** Ends every running encode; later ones fail at once. */
	close(): void {
		this.stop.abort();
	}

	private async takeSlot(): Promise<void> {
		this.running += 1;
		if (this.running <= availableParallelism()) return;
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private freeSlot(): void {
		this.running -= 1;
		this.waiting.shift()?.();
	}
}
