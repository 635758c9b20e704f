import { json, send } from '../server/answers';
import { videoBody } from '../server/honest';
import type { HostileGroup, HostileRow } from '../row';
import type { Answer, Route } from '../server/server';
import { numbers } from './random';

const errorOutput = { onError: 'continueErrorOutput' } as const;
const html = { 'content-type': 'text/html' };
const asJson = { 'content-type': 'application/json' };

const withBare = (word: string) =>
	JSON.stringify(videoBody('video_1', 'in_progress', { progress: '?' })).replace('"?"', word);

/** Answers with status 200 that are no video. */
const strange: Array<{ name: string; answer: Answer; inTests?: boolean }> = [
	{
		name: 'a page',
		answer: send('<html><body>Starting up…</body></html>', html),
		inTests: true,
	},
	{ name: 'a message', answer: json({ message: 'warming up' }) },
	{ name: 'nothing', answer: send('', asJson), inTests: true },
	{ name: 'NaN in the progress', answer: send(withBare('NaN'), asJson), inTests: true },
	{ name: 'Infinity in the progress', answer: send(withBare('-Infinity'), asJson) },
	{ name: 'half of it', answer: send('{"id":"video_1","object":"vid', asJson) },
	{ name: 'null', answer: send('null', asJson) },
	{ name: 'an empty list', answer: json([]) },
	{ name: 'no status', answer: json({ id: 'video_1', object: 'video' }) },
];

function only(route: Route, times: number, bad: Answer): HostileRow['answers'] {
	return (honest) => {
		const answer: Answer = (asked, response) =>
			asked.nth <= times ? bad(asked, response) : honest[route](asked, response);
		return { [route]: answer };
	};
}

function rowsOf({ name, answer, inTests = false }: (typeof strange)[number]): HostileRow[] {
	const id = [{ id: 'video_1' }];
	return [
		{
			name: `${name}, six times while a render is waited for`,
			play: { operation: 'create', node: errorOutput },
			answers: only('look', 6, answer),
			expected: { clips: 1 },
			inTests,
		},
		{
			name: `${name}, six times in place of the list that five renders are followed by`,
			play: {
				operation: 'create',
				node: errorOutput,
				items: Array.from({ length: 5 }, (_, index) => ({ prompt: `take ${index}` })),
			},
			answers: only('list', 6, answer),
			expected: { clips: 5 },
		},
		{
			name: `${name}, once, to Get`,
			play: { operation: 'get', node: errorOutput, items: id },
			answers: only('look', 1, answer),
			expected: {
				also: ({ outcome }) =>
					typeof outcome !== 'string' && outcome.items.length === 1 ? [] : ['nothing was got'],
			},
			inTests: inTests && name === 'a page',
		},
		{
			name: `${name}, once, to Get Many`,
			play: { operation: 'getMany', node: errorOutput },
			answers: (honest) => ({
				list: (asked, response) =>
					asked.nth <= 1
						? answer(asked, response)
						: json({ data: [videoBody('video_1', 'completed')], has_more: false })(asked, response),
				look: honest.look,
			}),
			expected: {
				also: ({ outcome }) =>
					typeof outcome !== 'string' && outcome.items.length === 1 ? [] : ['nothing was listed'],
			},
			inTests: inTests && name === 'a page',
		},
		{
			name: `${name}, once, to Download`,
			play: { operation: 'download', node: errorOutput, items: id },
			answers: only('look', 1, answer),
			expected: { clips: 1 },
			inTests: inTests && name === 'a page',
		},
		{
			name: `${name}, when a second try takes up a render`,
			play: {
				operation: 'create',
				node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1_000 },
				items: [{ prompt: 'one' }, { prompt: 'two' }],
			},
			answers: (honest) => {
				let fresh = 0;
				return {
					create: (asked, response) =>
						asked.nth === 2
							? json({ error: { message: 'Not now' } }, 400)(asked, response)
							: honest.create(asked, response),
					// Only the first look after the second create belongs to the second try.
					look: async (asked, response) => {
						await new Promise((resolve) => setTimeout(resolve, 30));
						await (fresh++ < 2 ? answer : honest.look)(asked, response);
					},
				};
			},
			expected: { clips: 2, mostAsked: { create: 3 } },
		},
	];
}

const many = 300;
const share = 0.015;

/** So many looks in a row at a render are answered so: one more than a second and a third try take. */
const inRow = 3;

/**
 * One create is refused, so that a second try takes up all the others. Then 1.5 % of all pages and
 * files, and the first looks at 1.5 % of the renders, are no video.
 */
function soak(seed: number): HostileRow {
	const next = numbers(seed);
	const isBad = Array.from({ length: many + 2 }, () => next() < share);
	const looks = new Map<string, number>();
	const anyBad = (): Answer => strange[Math.floor(next() * strange.length)]?.answer ?? json(null);
	const sometimes =
		(answer: Answer): Answer =>
		(asked, response) =>
			(next() < share ? anyBad() : answer)(asked, response);
	return {
		name: `300 items, 1.5 % of all answers, Retry On Fail (seed ${seed})`,
		play: {
			operation: 'create',
			node: {
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1_000,
				parameters: {
					limits: { parallelRenders: 50, maxVideos: 400 },
				},
			},
			items: Array.from({ length: many }, (_, index) => ({ prompt: `take ${index}` })),
		},
		answers: (honest) => ({
			create: (asked, response) =>
				asked.nth === many / 2
					? json({ error: { message: 'Not now' } }, 400)(asked, response)
					: honest.create(asked, response),
			look: (asked, response) => {
				const nth = (looks.get(asked.id) ?? 0) + 1;
				looks.set(asked.id, nth);
				const isOdd = isBad[Number(asked.id.replace('video_', ''))] === true && nth <= inRow;
				return (isOdd ? anyBad() : honest.look)(asked, response);
			},
			list: sometimes(honest.list),
			content: sometimes(honest.content),
		}),
		expected: { clips: many, mostAsked: { create: many + 1 }, mayBlock: true },
		deadlineMs: 60_000,
		inTests: seed === 1,
	};
}

/** Answers with status 200 that are no video. */
export const noVideo: HostileGroup = {
	title: '200, and no video',
	rows: [...strange.flatMap(rowsOf), soak(1), soak(2), soak(3)],
};
