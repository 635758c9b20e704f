import { readdir, readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { n8nScript } from '../../n8n/paths';
import type { Usage } from './figures';
import { readCpuSeconds, readMemoryMb } from './proc-stat';

async function runsN8n(pid: string, folder: string): Promise<boolean> {
	try {
		const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
		return command.includes(n8nScript) && (await readlink(`/proc/${pid}/cwd`)) === folder;
	} catch {
		// It has ended meanwhile, or belongs to somebody else: not the one that is looked for.
		return false;
	}
}

/**
 * The process id of the n8n that works in `userFolder`.
 * @throws when there is none, or on a system without /proc.
 */
export async function findN8n(userFolder: string): Promise<number> {
	const folder = await realpath(userFolder);
	const entries = await readdir('/proc').catch(() => {
		throw new Error('Memory and CPU time are read from /proc, which only Linux has.');
	});
	for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
		if (await runsN8n(entry, folder)) return Number(entry);
	}
	throw new Error(`No n8n is running in ${userFolder}.`);
}

/** Does `work`, and says what the process `pid` has used meanwhile. */
export async function meter<T>(
	pid: number,
	work: () => Promise<T>,
): Promise<{ result: T; usage: Usage }> {
	const readCpu = async () => readCpuSeconds(await readFile(`/proc/${pid}/stat`, 'utf8'));
	const readMemory = async () => readMemoryMb(await readFile(`/proc/${pid}/status`, 'utf8'));
	// 5 lets the kernel forget the peak of resident memory (proc(5)), so that no sample is missed.
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	const [before, cpuBefore] = [await readMemory(), await readCpu()];
	const result = await work();
	const [{ peakMb }, cpuAfter] = [await readMemory(), await readCpu()];
	return { result, usage: { cpuSeconds: cpuAfter - cpuBefore, beforeMb: before.nowMb, peakMb } };
}
