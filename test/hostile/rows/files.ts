import {
	cutAfter,
	flood,
	gzipBomb,
	json,
	mib,
	ranged,
	send,
	trickle,
	untilClosed,
} from '../server/answers';
import { clipBytes, clipOf, pngHead } from '../server/files';
import type { ExpectedError, HostileGroup, HostileRow, Seen } from '../row';
import type { Play } from '../player/messages';
import { inTurn } from '../server/answers';
import { fileNames } from './fileNames';

const errorOutput = { onError: 'continueErrorOutput' } as const;
const download: Play = { operation: 'download', node: errorOutput, items: [{ id: 'video_1' }] };
const thumbnail: Play = {
	...download,
	node: { ...errorOutput, parameters: { outputFiles: ['thumbnail'] } },
};
const fromUrl: Play = {
	operation: 'create',
	node: {
		...errorOutput,
		parameters: { firstFrame: 'url', firstFrameUrl: 'http://hostile.server/image.png' },
	},
};
const clip = clipOf('video_1');
const mp4 = { 'content-type': 'video/mp4' };
const half = clipBytes / 2;
const anyError: ExpectedError = { kind: /./ };

/** A part of a file must not pass for the whole: it arrives whole, or the item says so. */
const wholeOrError = { clips: 1, orError: anyError };

const part = (from: number, to: number, total: number | string, bytes: Buffer) =>
	send(bytes, { ...mp4, 'content-range': `bytes ${from}-${to - 1}/${total}` }, 206);

const parts: HostileRow[] = [
	{
		name: '206 with the first 1,000 bytes to a request without Range',
		play: download,
		answers: () => ({ content: part(0, 1_000, clipBytes, clip.subarray(0, 1_000)) }),
		expected: wholeOrError,
		inTests: true,
	},
	{
		name: '206 from the middle to a request without Range',
		play: download,
		answers: () => ({ content: part(500, 1_500, clipBytes, clip.subarray(0, 1_000)) }),
		expected: wholeOrError,
	},
	{
		name: 'resumed with another total',
		play: download,
		answers: () => ({
			content: inTurn(
				cutAfter(half, clip, mp4),
				part(half, clipBytes, 9 * clipBytes, clipOf('another').subarray(half)),
			),
		}),
		expected: wholeOrError,
		inTests: true,
	},
	{
		name: 'resumed with another strong ETag',
		play: download,
		answers: () => ({
			content: inTurn(
				cutAfter(half, clip, { ...mp4, etag: '"a"' }),
				send(
					clipOf('another').subarray(half),
					{ etag: '"b"', 'content-range': `bytes ${half}-${clipBytes - 1}/${clipBytes}` },
					206,
				),
			),
		}),
		expected: wholeOrError,
		inTests: true,
	},
	...(['fin', 'rst'] as const).map((how) => ({
		name: `no length, cut at half by ${how.toUpperCase()}`,
		play: download,
		answers: () => ({
			content: inTurn(untilClosed(clip.subarray(0, half), mp4, how), ranged(clip, mp4)),
		}),
		expected: wholeOrError,
		inTests: true,
	})),
	{
		name: 'no length, cut at half by FIN, for ever',
		play: download,
		answers: () => ({ content: untilClosed(clip.subarray(0, half), mp4, 'fin') }),
		expected: wholeOrError,
	},
	{
		name: 'no length, whole',
		play: download,
		answers: () => ({ content: inTurn(untilClosed(clip, mp4, 'fin'), ranged(clip, mp4)) }),
		expected: { clips: 1 },
		inTests: true,
	},
];

const endings: HostileRow[] = [
	{
		name: 'a film that is said to have 20 GB',
		play: download,
		answers: () => ({
			content: flood({
				headers: { ...mp4, 'content-length': 20_480 * mib },
				parts: [clip.toString('latin1').slice(0, 24), { text: 'x', bytes: 16 * mib }],
				endless: true,
			}),
		}),
		expected: { errors: [anyError], mostAsked: { content: 1 } },
		deadlineMs: 15_000,
	},
	{
		name: 'a thumbnail of 200 MB',
		play: thumbnail,
		answers: () => ({
			content: flood({
				headers: { 'content-type': 'image/jpeg' },
				parts: [
					{ text: '\xff\xd8\xff', bytes: 1 },
					{ text: 'x', bytes: 200 * mib },
				],
			}),
		}),
		expected: { also: ({ outcome }) => noFileOver(50 * mib, outcome) },
	},
	{
		name: 'gzip of half a megabyte that is 512 MB of film, though identity was asked for',
		play: download,
		answers: () => ({
			content: gzipBomb(clip.toString('latin1').slice(0, 24), '\x01', 512 * mib, mp4),
		}),
		expected: { errors: [anyError] },
	},
	{
		name: 'a byte of a film now and then, for 25 minutes',
		play: { ...download, speed: 100 },
		answers: () => ({ content: trickle(clip.subarray(0, 64), mp4, 100, 15_000) }),
		expected: {
			errors: [anyError],
			mostSeconds: 900,
		},
		deadlineMs: 25_000,
	},
	{
		name: 'a byte of a first frame now and then, for 25 minutes',
		play: { ...fromUrl, speed: 100 },
		answers: () => ({ image: trickle(pngHead, { 'content-type': 'image/png' }, 100, 15_000) }),
		expected: {
			errors: [anyError],
			mostAsked: { create: 0 },
			mostSeconds: 180,
		},
		deadlineMs: 20_000,
	},
	{
		name: 'a run fails beside a first frame that trickles',
		play: {
			operation: 'create',
			node: {
				parameters: {
					prompt: '={{ $json.prompt }}',
					firstFrame: '={{ $json.prompt === "one" ? "url" : "none" }}',
					firstFrameUrl: 'http://hostile.server/image.png',
				},
			},
			items: [{ prompt: 'one' }, { prompt: 'two' }],
		},
		answers: () => ({
			image: trickle(pngHead, { 'content-type': 'image/png' }, 100, 5_000),
			create: json({ error: { message: 'no' } }, 403),
		}),
		expected: {
			status: 'error',
			errors: [anyError],
			mostSeconds: 30,
		},
		deadlineMs: 12_000,
		inTests: true,
	},
];

function noFileOver(bytes: number, outcome: Seen['outcome']): string[] {
	if (typeof outcome === 'string') return [];
	const large = outcome.items.find(({ file }) => (file?.bytes ?? 0) > bytes);
	return large ? [`a file of ${Math.round((large.file?.bytes ?? 0) / mib)} MB was stored`] : [];
}

/** Files that are not what they are said to be, or never end. */
export const files: HostileGroup = {
	title: 'Files',
	rows: [...parts, ...endings, ...fileNames],
};
