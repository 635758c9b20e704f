import { MultiBar, type SingleBar } from 'cli-progress';

import { percentOf, secondsSince, type ProgressDisplay } from './progress';

/** As wide as a title may be. */
const titleWidth = 20;

interface ShownRender {
	bar: SingleBar;
	startedAtMs: number;
	/** Rendered; its time no longer counts. */
	done: boolean;
}

/** A bar per render, with the server's word and the time gone by. */
export function showBars(output: NodeJS.WriteStream): ProgressDisplay {
	const bars = new MultiBar({
		stream: output,
		format: '{title} {bar} {percentage} % {passed} s {status}',
		barsize: 24,
		barCompleteChar: '█',
		barIncompleteChar: '░',
		autopadding: true,
		hideCursor: true,
		// The demo ends by itself on a signal, and stops the bars then.
		gracefulExit: false,
	});
	const shown = new Map<string, ShownRender>();
	// Also where a server tells no progress, time is seen to go by.
	const timer = setInterval(() => {
		for (const { bar, startedAtMs, done } of shown.values()) {
			if (!done) bar.update({ passed: pad(secondsSince(startedAtMs)) });
		}
	}, 500);
	let stopped = false;
	return {
		show: (title, news) => {
			const words = {
				title: title.slice(0, titleWidth).padEnd(titleWidth),
				status: news.status.padEnd('in_progress'.length),
			};
			const render = shown.get(news.id) ?? {
				bar: bars.create(100, 0, { ...words, passed: pad(0) }),
				startedAtMs: Date.now(),
				done: false,
			};
			shown.set(news.id, render);
			render.bar.update(percentOf(news), words);
			render.done ||= percentOf(news) === 100;
		},
		stop: () => {
			if (stopped) return;
			stopped = true;
			clearInterval(timer);
			bars.stop();
		},
	};
}

function pad(seconds: number): string {
	return String(seconds).padStart(3);
}
