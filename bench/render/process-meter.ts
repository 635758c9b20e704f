import { readdir, readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { n8nScript } from '../../n8n/paths';
import type { Usage } from './figures';

/** Linux tells times of processes in hundredths of a second on every platform (USER_HZ). */
const ticksPerSecond = 100;

const bytesPerMb = 1_000_000;

/**
 * CPU seconds of a process, in user and kernel mode, out of the text of `/proc/<pid>/stat`.
 * @throws when the text is something else.
 */
export function readCpuSeconds(stat: string): number {
	// The second field is a name in parentheses, which may hold spaces and parentheses itself.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [user, system] = [Number(fields[11]), Number(fields[12])];
	const ticks = user + system;
	if (Number.isNaN(ticks)) throw new Error(`This is no text of /proc/<pid>/stat: ${stat}`);
	return ticks / ticksPerSecond;
}

/**
 * Resident memory at present and its peak, in MB, out of the text of `/proc/<pid>/status`.
 * @throws when the text does not hold them.
 */
export function readMemoryMb(status: string): { nowMb: number; peakMb: number } {
	return { nowMb: readField(status, 'VmRSS'), peakMb: readField(status, 'VmHWM') };
}

function readField(status: string, name: string): number {
	const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
	if (kibibytes === undefined) throw new Error(`/proc/<pid>/status holds no ${name}.`);
	return (Number(kibibytes) * 1024) / bytesPerMb;
}

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
