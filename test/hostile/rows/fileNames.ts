import { json, send } from '../server/answers';
import { videoBody } from '../server/honest';
import type { Play } from '../player/messages';
import type { ExpectedError, HostileRow, Seen } from '../row';
import { numbers } from './random';

const errorOutput = { onError: 'continueErrorOutput' } as const;
const download: Play = { operation: 'download', node: errorOutput };
const thumbnail: Play = {
	...download,
	node: { ...errorOutput, parameters: { outputFiles: ['thumbnail'] } },
};
const anyError: ExpectedError = { kind: /./ };

/** What no file manager and no web server takes for a program or a page. */
const mediaTypes =
	/^(video\/(mp4|webm|quicktime|x-msvideo|x-matroska|mpeg|ogg|3gpp)|image\/(png|jpeg|webp|gif|avif)|application\/octet-stream)$/;
const safeName =
	/^[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\.(mp4|webm|mov|avi|mkv|mpeg|mpg|ogg|ogv|3gp|3gpp|png|jpe?g|webp|gif|avif|bin)$/;
const device = /^(con|prn|aux|nul|com\d|lpt\d)\./i;

const odd = Buffer.from('\0\x01<?php echo 1 ?>'.padEnd(64, ' '), 'latin1');
const svg = Buffer.from('\ufeff<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');

/** Labels that would make the file something else wherever it is saved. */
const labels: Array<{ label: string; body?: Buffer; play?: Play }> = [
	...['video/php', 'video/x"><script>alert(1)</script>', 'video/%%%', 'video/../../x', 'video/html']
		.concat(['video/mp4.exe', 'VIDEO/PHP; charset=x', 'video/x-sh', 'image/svg+xml', 'video/'])
		.map((label) => ({ label })),
	{ label: 'image/svg+xml', body: svg, play: thumbnail },
	{ label: 'image/x-php', body: odd, play: thumbnail },
];

function named(outcome: Seen['outcome']): string[] {
	if (typeof outcome === 'string') return [];
	return outcome.items.flatMap(({ file }) => {
		if (!file) return [];
		const { name, mimeType } = file;
		return [
			...(mediaTypes.test(mimeType) ? [] : [`the type of a file is ${mimeType}`]),
			...(safeName.test(name) && !device.test(name) ? [] : [`the name of a file is ${name}`]),
		];
	});
}

const names: HostileRow[] = labels.map(({ label, body = odd, play = download }) => ({
	name: `${play === thumbnail ? 'a thumbnail' : 'a film'} labelled ${label}`,
	play: {
		...play,
		items: [{ id: 'index' }],
	},
	answers: () => ({ content: send(body, { 'content-type': label }) }),
	expected: { orError: anyError, also: ({ outcome }) => named(outcome) },
	inTests: label === 'video/php',
}));

const awkward = [
	'-rf',
	'CON',
	'con',
	'nul.mp4',
	'LPT1',
	'com1.x',
	'a:b',
	'a b ',
	'...',
	'x.',
	'~',
	'é',
]
	.concat(['../../etc/passwd', '..\\..\\x', '%2e%2e%2f', 'a\0b', '.htaccess', 'x'.repeat(300)])
	.concat(['index.php', '<script>', '"quoted"', 'a|b', 'a*b?', '\u202egpj.exe']);

function randomIds(count: number): string[] {
	const next = numbers(20_261_121);
	const characters = [...'abcXYZ019._-~/\\:*?"<>| \u00e9\u202e%&=+@'];
	return Array.from({ length: count }, () =>
		Array.from(
			{ length: 1 + Math.floor(next() * 40) },
			() => characters[Math.floor(next() * characters.length)] ?? 'a',
		)
			.join('')
			.trim()
			.replace(/^[./]+$/, 'dots'),
	).filter((id) => id !== '');
}

function idRow(name: string, ids: string[], inTests: boolean): HostileRow {
	return {
		name,
		play: { ...download, items: ids.map((id) => ({ id })) },
		answers: (honest) => ({
			look: (asked, response) => json(videoBody(asked.id, 'completed'))(asked, response),
			content: (asked, response) => honest.content(asked, response),
		}),
		expected: {
			also: ({ outcome }) => named(outcome),
			clips: new Set(ids).size,
		},
		inTests,
	};
}

/** Ids and labels that would make a file something else wherever it is saved. */
export const fileNames: HostileRow[] = [
	...names,
	idRow('ids that no file may be called by', awkward, true),
	idRow('300 random ids', randomIds(300), false),
];
