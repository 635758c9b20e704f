import { flood, gzipBomb, json, mib, send } from '../server/answers';
import { videoBody } from '../server/honest';
import type { Play } from '../player/messages';
import type { ExpectedError, HostileGroup, HostileRow } from '../row';
import type { Answer, Route } from '../server/server';

/** An answer that is too much, as each place gets it. */
interface TooMuch {
	name: string;
	/** JSON whose beginning is what the place expects, and which is then too much. */
	answer: (head: string) => Answer;
	/** Places in `npm test`. */
	inTests?: PlaceName[];
}

type PlaceName = 'create' | 'look' | 'follow' | 'list' | 'models' | 'error' | 'create error';

interface Place {
	name: PlaceName;
	route: Route;
	play: Play;
	/** The beginning of a right answer, an object that is still open. */
	head: string;
	error: ExpectedError;
}

const open = (value: object) => JSON.stringify(value).slice(0, -1);
const errorOutput = { onError: 'continueErrorOutput' } as const;
const id = [{ id: 'video_1', prompt: 'a paper boat' }];

/** Where a server can put it. "Look" is Get, "follow" a look while a render is waited for. */
const places: Place[] = [
	{
		name: 'create',
		route: 'create',
		play: { operation: 'create', node: errorOutput },
		head: open(videoBody('video_1', 'queued')),
		error: { kind: /notSupported/, mayExist: true },
	},
	{
		name: 'look',
		route: 'look',
		play: { operation: 'get', node: errorOutput, items: id },
		head: open(videoBody('video_1', 'completed')),
		error: { kind: /notSupported/ },
	},
	{
		name: 'list',
		route: 'list',
		play: { operation: 'getMany', node: errorOutput },
		head: open({ object: 'list', has_more: false, data: [videoBody('video_1', 'completed')] }),
		error: { kind: /notSupported/ },
	},
];

const follow: Place = {
	name: 'follow',
	route: 'look',
	play: {
		operation: 'create',
		node: { ...errorOutput, parameters: { limits: { giveUpAfterMinutes: 1 } } },
	},
	head: open(videoBody('video_1', 'completed')),
	// It may also be waited out, as whatever stands before a server while it restarts.
	error: { kind: /notSupported|timeout|serverUnreachable/, videoId: 'video_1' },
};

const tooMuch: TooMuch[] = [
	{
		name: '300 MB',
		answer: (head) => flood({ parts: [`${head},"x":"`, { text: 'y', bytes: 300 * mib }, '"}'] }),
	},
	{
		name: 'without an end',
		answer: (head) =>
			flood({ parts: [`${head},"x":"`, { text: 'y', bytes: 400 * mib }], endless: true }),
	},
	{
		name: '2 MB of gzip that are 2 GB',
		answer: (head) => gzipBomb(`${head}}`, ' ', 2_048 * mib),
	},
	{
		name: '93 MB of small objects',
		answer: (head) =>
			flood({ parts: [`${head},"x":[1`, { text: ',{"a":[1]}', bytes: 93 * mib }, ']}'] }),
	},
];

/** Enough to see whether there is a limit, and little enough for every test run. */
const tested: TooMuch[] = [
	{
		name: '100 MB',
		answer: (head) => flood({ parts: [`${head},"x":"`, { text: 'y', bytes: 100 * mib }, '"}'] }),
		inTests: ['create'],
	},
	{
		name: '100 KB of gzip that are 100 MB',
		answer: (head) => gzipBomb(`${head}}`, ' ', 104 * mib),
		inTests: ['list'],
	},
];

/** Small to send, costly to read; what of it is a right answer may also go well. */
const odd: TooMuch[] = [
	{
		name: 'nested 5,000 levels deep',
		answer: (head) => send(`${head},"x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`),
		inTests: ['create'],
	},
	{
		name: 'nested 2 million levels deep',
		answer: (head) => send(`${head},"x":${'['.repeat(2e6)}${']'.repeat(2e6)}}`),
	},
	{
		name: '50,000 fields',
		answer: (head) =>
			send(`${head},${Array.from({ length: 50_000 }, (_, n) => `"f${n}":${n}`).join(',')}}`),
	},
	{
		name: 'a megabyte in one field beside the known ones',
		answer: (head) => send(`${head},"x":${JSON.stringify(Array(100_000).fill('0123456789'))}}`),
	},
];

function refused(place: Place, { name, answer, inTests = [] }: TooMuch): HostileRow {
	return {
		name: `${place.name}: ${name}`,
		// Slow enough for a large answer to arrive within the time limit.
		play: { ...place.play, speed: place === follow ? 10 : 2 },
		answers: () => ({ [place.route]: answer(place.head) }),
		expected: {
			errors: [place.error],
		},
		inTests: inTests.includes(place.name),
	};
}

/** The known fields are there, so that the render is not lost for what stands beside them. */
function taken(place: Place, { name, answer, inTests = [] }: TooMuch): HostileRow {
	return {
		name: `${place.name}: ${name}`,
		play: place.play,
		answers: () => ({ [place.route]: answer(place.head) }),
		expected: {
			...(name.includes('million') ? { orError: place.error } : {}),
			clips: place.name === 'create' || place.name === 'follow' ? 1 : 0,
			also: ({ outcome }) =>
				typeof outcome !== 'string' && outcome.items.length === 1 ? [] : ['no item came out'],
		},
		inTests: inTests.includes(place.name),
	};
}

/** Bodies of refusals. */
const errorBodies: Array<{ name: string; body: string; inTests?: boolean }> = [
	{ name: '40 KB of "<"', body: '<'.repeat(40_000), inTests: true },
	{ name: '150 KB of "<"', body: '<'.repeat(150_000) },
	{ name: '200,000 times "<script"', body: '<script'.repeat(200_000) },
	{ name: '1 MB of blanks', body: `${' '.repeat(1_000_000)}x` },
	{ name: '150 KB of "&"', body: '&'.repeat(150_000) },
	{
		name: '1 MB of "{" and quotes',
		body: '{"id":"'.repeat(150_000),
	},
	{
		name: 'a message of 20 MB',
		body: JSON.stringify({ error: { message: 'no '.repeat(7e6), code: 'x' } }),
		inTests: true,
	},
	{
		name: 'a code, a type and a parameter of 5 MB',
		body: JSON.stringify({
			error: {
				message: 'no',
				code: 'c'.repeat(5e6),
				type: 't'.repeat(5e6),
				param: 'p'.repeat(5e6),
			},
		}),
	},
	{
		name: '100,000 reasons',
		body: JSON.stringify({ detail: Array(100_000).fill({ loc: ['body', 'prompt'], msg: 'no' }) }),
	},
	{ name: 'nested 100,000 levels deep', body: '{"error":'.repeat(1e5) + '1' + '}'.repeat(1e5) },
];

const html = { 'content-type': 'text/html' };

function errorRows(): HostileRow[] {
	const rows = errorBodies.flatMap(({ name, body, inTests = false }) => [
		{
			name: `create refused with 400: ${name}`,
			play: { operation: 'create' as const, node: errorOutput },
			answers: () => ({ create: send(body, html, 400) }),
			expected: { errors: [{ kind: /badInput|refused|notSupported/ }], mostAsked: { create: 3 } },
			inTests,
		},
		{
			name: `look answered with 500: ${name}`,
			play: { operation: 'get' as const, node: errorOutput, items: id },
			answers: () => ({ look: send(body, html, 500) }),
			expected: { errors: [{ kind: /serverUnreachable/ }], mostAsked: { look: 5 } },
		},
		{
			name: `content answered with 404: ${name}`,
			play: { operation: 'download' as const, node: errorOutput, items: id },
			answers: () => ({ content: send(body, html, 404) }),
			expected: { errors: [{ kind: /notFound/ }] },
		},
		{
			name: `create answered with 200: ${name}`,
			play: { operation: 'create' as const, node: errorOutput },
			answers: () => ({ create: send(body, html) }),
			expected: { errors: [{ kind: /notSupported/, mayExist: true }], mostAsked: { create: 1 } },
		},
	]);
	return rows.map((row) => ({ ...row, deadlineMs: 12_000 }));
}

const hugeError = flood({
	status: 400,
	parts: ['{"error":{"message":"', { text: 'no ', bytes: 300 * mib }, '"}}'],
});
const longId = 'v'.repeat(10e6);
const longerThanAny = 'v'.repeat(200_000);

const others: HostileRow[] = [
	{
		name: 'create refused with 400 and 300 MB',
		play: { operation: 'create', node: errorOutput },
		answers: () => ({ create: hugeError }),
		expected: { errors: [{ kind: /badInput|notSupported/ }] },
	},
	{
		name: 'content answered with 400 and 300 MB',
		play: { operation: 'download', node: errorOutput, items: id },
		answers: () => ({ content: hugeError }),
		expected: { errors: [{ kind: /./ }] },
	},
	{
		name: 'create: an id of 10 MB',
		play: { operation: 'create', node: errorOutput },
		answers: () => ({ create: json(videoBody(longId, 'queued')) }),
		expected: { errors: [{ kind: /notSupported/, mayExist: true }], mostAsked: { look: 0 } },
	},
	{
		name: 'create: an id of 200 KB',
		play: { operation: 'create', node: errorOutput },
		answers: () => ({ create: json(videoBody(longerThanAny, 'queued')) }),
		expected: { errors: [{ kind: /notSupported/, mayExist: true }], mostAsked: { look: 0 } },
		inTests: true,
	},
	{
		name: 'look: an id of 10 MB in place of its own',
		play: { operation: 'create', node: errorOutput },
		answers: () => ({ look: json(videoBody(longId, 'completed')) }),
		expected: {
			also: ({ outcome }) =>
				typeof outcome !== 'string' && outcome.errors.every(({ videoId }) => videoId === 'video_1')
					? []
					: ['the long id took the place of the right one'],
		},
	},
	{
		name: 'look: a status word of 10 MB',
		play: { operation: 'get', node: errorOutput, items: id },
		answers: () => ({ look: json(videoBody('video_1', 's'.repeat(10e6))) }),
		expected: {
			also: ({ outcome }) =>
				typeof outcome !== 'string' && outcome.items.length + outcome.errors.length === 1
					? []
					: ['neither an item nor an error came out'],
		},
	},
	{
		name: 'follow: the reason of a failure is 20 MB',
		play: { operation: 'create', node: errorOutput },
		answers: () => ({
			look: json(
				videoBody('video_1', 'failed', { error: { code: 'x', message: 'no '.repeat(7e6) } }),
			),
		}),
		expected: { errors: [{ kind: /renderFailed/, videoId: 'video_1' }] },
		inTests: true,
	},
	{
		name: 'models: 300 MB in the list of the editor',
		play: { operation: 'create', listSearch: { method: 'searchModels' } },
		answers: () => ({
			models: flood({
				parts: ['{"data":[{"id":"a"}', { text: ',{"id":"sora-2"}', bytes: 300 * mib }, ']}'],
			}),
		}),
		expected: { status: 'error', errors: [{ kind: /./ }] },
	},
	{
		name: 'headers of 15 KB, echoed nowhere',
		play: { operation: 'get', node: errorOutput, items: id },
		answers: () => ({
			look: json({ error: { message: 'no' } }, 400, { 'x-request-id': 'r'.repeat(12_000) }),
		}),
		expected: { errors: [{ kind: /./ }] },
	},
];

/** Answers that are too much to be read. */
export const bounds: HostileGroup = {
	title: 'Too much',
	rows: [
		...places.flatMap((place) => [...tested, ...tooMuch].map((answer) => refused(place, answer))),
		...[...places, follow].flatMap((place) => odd.map((answer) => taken(place, answer))),
		refused(follow, {
			name: '300 MB for ever',
			answer: (head) => flood({ parts: [`${head},"x":"`, { text: 'y', bytes: 300 * mib }, '"}'] }),
		}),
		...errorRows(),
		...others,
	],
};
