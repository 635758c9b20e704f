import { flood, gzipBomb, mib, send } from '../server/answers';
import { videoBody } from '../server/honest';
import { errorRows } from './errors';
import { longWords } from './longWords';
import type { Play } from '../player/messages';
import type { ExpectedError, HostileGroup, HostileRow } from '../row';
import type { Answer, Route } from '../server/server';

/** An answer that is too much, as each place gets it. */
interface TooMuch {
	name: string;
	/** JSON whose beginning is what the place expects, and which is then too much. */
	answer: (head: string) => Answer;
	/** Places in which Jest plays it too. */
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
		expected:
			// The beginning of the answer shows the id, so that its clip need not be lost.
			place.name === 'create' ? { clips: 1, orError: place.error } : { errors: [place.error] },
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
		...longWords,
	],
};
