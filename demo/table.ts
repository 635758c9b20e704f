import path from 'node:path';

import Table from 'cli-table3';

import type { MediaFacts } from './media';
import type { SavedFile } from './outputFiles';

/** What the other columns and the frame take. */
const otherColumnsWidth = 57;
const shortestName = 20;

/**
 * One row per file: name, pixels, seconds, bytes, render time.
 *
 * @param terminal its width in characters, and whether it has colours; undefined for a plain file
 */
export function drawTable(
	files: Array<SavedFile & MediaFacts>,
	terminal: { columns: number } | undefined,
): string {
	const table = new Table({
		head: ['File', 'Pixels', 'Seconds', 'Bytes', 'Render time'],
		colAligns: ['left', 'right', 'right', 'right', 'right'],
		style: { compact: true, head: terminal ? ['bold'] : [], border: terminal ? ['gray'] : [] },
	});
	const nameWidth = terminal
		? Math.max(terminal.columns - otherColumnsWidth, shortestName)
		: Infinity;
	for (const file of files) {
		table.push([
			shorten(path.basename(file.path), nameWidth),
			`${file.width} × ${file.height}`,
			file.seconds?.toFixed(2) ?? '',
			file.bytes.toLocaleString('en'),
			file.renderSeconds === undefined ? '' : `${file.renderSeconds} s`,
		]);
	}
	return table.toString();
}

/** Leaves out the middle: the beginning tells the videos apart, the end their files. */
function shorten(name: string, width: number): string {
	if (name.length <= width) return name;
	const end = Math.ceil((width - 1) * 0.6);
	return `${name.slice(0, width - 1 - end)}…${name.slice(-end)}`;
}
