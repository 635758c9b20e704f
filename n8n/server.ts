import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nodeBinary } from './node-runtime';
import { n8nScript } from './paths';
import { findFreePort } from './ports';
import { serverEnvironment, type ServerPorts } from './server-environment';

/** An empty database takes 7 s on a quiet machine of two cores; a busy one much longer. */
const readyLimitMs = 180_000;
/** n8n gives running workflows 5 s (set in its environment), then closes its database. */
const stopLimitMs = 20_000;
const probeEveryMs = 250;

/** A real n8n on loopback, with its own user folder. */
export class N8nServer {
	readonly baseUrl: string;

	readonly logFile: string;

	private child: ChildProcess | undefined;

	constructor(
		readonly userFolder: string,
		private readonly ports: ServerPorts,
	) {
		this.baseUrl = `http://127.0.0.1:${ports.editor}`;
		this.logFile = path.join(userFolder, 'n8n.log');
	}

	/**
	 * Starts n8n and waits until its REST interface answers.
	 * @throws with the last lines of the log when it ends or is not ready within three minutes.
	 */
	async start(): Promise<void> {
		const log = openSync(this.logFile, 'a');
		// A process group of its own, so that the task runners it starts end with it.
		const child = spawn(nodeBinary(), [n8nScript, 'start'], {
			cwd: this.userFolder,
			env: serverEnvironment(this.userFolder, this.ports),
			stdio: ['ignore', log, log],
			detached: true,
		});
		closeSync(log);
		this.child = child;
		// However this process ends, n8n does not outlive it.
		process.once('exit', this.killGroup);
		try {
			await once(child, 'spawn');
			await this.waitUntilReady(child);
		} catch (error) {
			await this.kill();
			throw error;
		}
	}

	/** Ends n8n as an operator would: running workflows get a few seconds, then it is killed. */
	async stop(): Promise<void> {
		await this.end('SIGTERM');
	}

	/** Ends n8n at once, as a crash or a power cut would. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	/** Stops n8n if it runs, and starts it on the same folder and address. */
	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	/** The end of the log, for messages. */
	async readLogTail(lines = 30): Promise<string> {
		const text = await readFile(this.logFile, 'utf8');
		return text.trimEnd().split('\n').slice(-lines).join('\n');
	}

	private async waitUntilReady(child: ChildProcess): Promise<void> {
		const deadlineMs = Date.now() + readyLimitMs;
		while (Date.now() < deadlineMs) {
			if (hasEnded(child)) {
				const tail = await this.readLogTail();
				throw new Error(`n8n ended while starting. Its log: ${this.logFile}\n${tail}`);
			}
			if (await this.answersSettings()) return;
			await pause(probeEveryMs);
		}
		const tail = await this.readLogTail();
		throw new Error(`n8n was not ready after 3 minutes. Its log: ${this.logFile}\n${tail}`);
	}

	/** While it migrates, n8n answers `ok` to health checks and pages to everything else. */
	private async answersSettings(): Promise<boolean> {
		try {
			const response = await fetch(`${this.baseUrl}/rest/settings`, {
				signal: AbortSignal.timeout(5_000),
			});
			return response.ok && (await response.text()).startsWith('{"data"');
		} catch {
			// Not listening yet: the caller asks again until its deadline.
			return false;
		}
	}

	private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const child = this.child;
		if (child === undefined || child.pid === undefined || hasEnded(child)) return;
		const ended = once(child, 'exit');
		if (signal === 'SIGKILL') this.killGroup();
		else child.kill(signal);
		await Promise.race([ended, pause(stopLimitMs, undefined, { ref: false })]);
		if (!hasEnded(child)) {
			this.killGroup();
			await ended;
		}
		process.off('exit', this.killGroup);
	}

	private readonly killGroup = (): void => {
		const child = this.child;
		if (child?.pid === undefined || hasEnded(child)) return;
		process.kill(-child.pid, 'SIGKILL');
	};
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

/** A server on free ports over `userFolder`, not started yet. */
export async function prepareServer(userFolder: string): Promise<N8nServer> {
	await mkdir(userFolder, { recursive: true });
	return new N8nServer(userFolder, { editor: await findFreePort(), broker: await findFreePort() });
}
