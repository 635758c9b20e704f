import { readCpuSeconds, readMemoryMb } from '../../../bench/render/process-meter';

const stat = (name: string) =>
	`4711 (${name}) S 1 4711 4711 0 -1 4194304 90 0 0 0 1234 66 0 0 20 0 11 0 555 1000 200`;

it.each(['node', 'a (b) c', ') S 1 2 3'])('reads the CPU time of a process called %j', (name) => {
	expect(readCpuSeconds(stat(name))).toBe(13);
});

it('reads memory at present and its peak in MB', () => {
	const status = 'Name:\tnode\nVmHWM:\t   2000 kB\nVmRSS:\t    1000 kB\nRssAnon:\t  900 kB\n';

	expect(readMemoryMb(status)).toEqual({ nowMb: 1.024, peakMb: 2.048 });
});

it('does not take another text for figures', () => {
	expect(() => readCpuSeconds('No such process')).toThrow(/no text of/);
	expect(() => readMemoryMb('Name:\tkthreadd\n')).toThrow(/no VmRSS/);
});
