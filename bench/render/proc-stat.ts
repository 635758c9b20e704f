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
