import { percentOf, secondsSince, type ProgressDisplay } from './progress';

/** A line whenever a render has come a quarter further, for a log. */
export function showLines(output: NodeJS.WriteStream): ProgressDisplay {
	const startedAtMs = Date.now();
	const lastLines = new Map<string, string>();
	return {
		show: (title, news) => {
			// A quarter at a time: a log is read afterwards.
			const quarters = Math.floor(percentOf(news) / 25) * 25;
			const line = `${title}: ${news.status} ${quarters} %`;
			if (lastLines.get(news.id) === line) return;
			lastLines.set(news.id, line);
			output.write(`[${secondsSince(startedAtMs)} s] ${line}\n`);
		},
		stop: () => undefined,
	};
}
