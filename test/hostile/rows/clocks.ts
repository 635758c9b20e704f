import { setTimeout as sleep } from 'node:timers/promises';

import { inTurn, json, send } from '../server/answers';
import { videoBody } from '../server/honest';
import type { HostileGroup, HostileRow } from '../row';
import type { Answers } from '../server/server';

const errorOutput = { onError: 'continueErrorOutput' } as const;
const four = ['one', 'two', 'three', 'four'].map((prompt) => ({ prompt }));
const minuteMs = 60_000;

/** Renders take a quarter of a minute of the node's clock; by the real one: */
const renderMs = 4_000;
const speed = 4;

/** The second look takes long enough for a clock to be set meanwhile; the others are answered at once. */
function slowRenders(ids: number): Partial<Answers> {
	let firstMs: number | undefined;
	const statusAfter = async (nth: number) => {
		firstMs ??= Date.now();
		if (nth === 2) await sleep(400);
		return Date.now() - firstMs < renderMs ? 'in_progress' : 'completed';
	};
	return {
		list: async (asked, response) => {
			const status = await statusAfter(asked.nth);
			const data = Array.from({ length: ids }, (_, index) =>
				videoBody(`video_${index + 1}`, status),
			);
			return json({ object: 'list', data, has_more: false })(asked, response);
		},
		look: async (asked, response) => {
			const status = await statusAfter(asked.nth);
			return json(videoBody(asked.id, status))(asked, response);
		},
	};
}

const steps: Array<[name: string, ms: number, inTests: boolean]> = [
	['back by 5 s', -5_000, false],
	['back by a minute', -minuteMs, true],
	['back by 10 minutes', -10 * minuteMs, false],
	['back by a day', -24 * 60 * minuteMs, false],
	['ahead by a minute', minuteMs, true],
	['ahead by 10 minutes', 10 * minuteMs, false],
	['ahead by a day', 24 * 60 * minuteMs, false],
];

const moments = [
	{ name: 'while the list is asked', afterMs: 50 },
	{ name: 'between two looks', afterMs: 500 },
];

const stepRows: HostileRow[] = steps.flatMap(([name, ms, inTests]) =>
	moments.flatMap((moment) =>
		[4, 1].map((renders): HostileRow => ({
			name: `the clock goes ${name} ${moment.name}, ${renders === 1 ? 'one render' : 'four renders'}`,
			play: { operation: 'create', node: errorOutput, items: four.slice(0, renders), speed },
			answers: () => slowRenders(renders),
			onAsked: (asked, controls) => {
				const isMoment = asked.route === (renders === 1 ? 'look' : 'list') && asked.nth === 2;
				if (isMoment) setTimeout(() => controls.shiftClock(ms), moment.afterMs);
			},
			// A step ahead may look like the time that was waited.
			expected: {
				clips: renders,
				mostAsked: { list: 15, look: 20 },
				...(ms > 0 ? {} : { mostSeconds: 40 }),
			},
			deadlineMs: 12_000,
			inTests: inTests && renders === 4 && moment.afterMs === (ms < 0 ? 50 : 500),
		})),
	),
);

const busy = { error: { message: 'Too many requests', code: 'rate_limit' } };
const inHours = (hours: number, seconds = 0) =>
	new Date(Date.now() + hours * 60 * minuteMs + seconds * 1_000).toUTCString();

const pauses: HostileRow[] = [
	...[3, -3].map((hours) => ({
		name: `Retry-After as a date, the server's clock ${Math.abs(hours)} hours ${hours > 0 ? 'ahead' : 'behind'}`,
		play: { operation: 'create' as const, node: errorOutput },
		answers: (honest: Answers) => ({
			create: inTurn(
				(asked, response) =>
					json(busy, 429, { date: inHours(hours), 'retry-after': inHours(hours, 5) })(
						asked,
						response,
					),
				honest.create,
			),
		}),
		expected: { clips: 1, mostSeconds: 60 },
		inTests: hours === 3,
	})),
	...[{ 'retry-after-ms': '0' }, { 'retry-after': '0' }, { 'retry-after': '0.001' }].map(
		(headers, index) => ({
			name: `429 to each create for a while, ${Object.entries(headers).flat().join(': ')}`,
			play: {
				operation: 'create' as const,
				node: errorOutput,
				items: [...four, { prompt: 'five' }],
			},
			answers: (honest: Answers) =>
				({
					create: (asked, response) =>
						asked.nth <= 30
							? json(busy, 429, headers)(asked, response)
							: honest.create(asked, response),
				}) satisfies Partial<Answers>,
			expected: { clips: 5 },
			inTests: index === 0,
		}),
	),
	{
		name: '503 to a look for ever, retry-after-ms: 0',
		play: {
			operation: 'create',
			node: { ...errorOutput, parameters: { limits: { giveUpAfterMinutes: 1 } } },
		},
		answers: (honest) => ({
			create: json(videoBody('video_1', 'in_progress')),
			look: (asked, response) =>
				asked.nth <= 20
					? json(busy, 503, { 'retry-after-ms': '0' })(asked, response)
					: honest.look(asked, response),
		}),
		expected: { clips: 1 },
	},
	{
		name: '503 to a file four times, retry-after-ms: 0',
		play: { operation: 'create', node: errorOutput },
		answers: (honest) => {
			const bad = json(busy, 503, { 'retry-after-ms': '0' });
			return { content: inTurn(bad, bad, bad, bad, honest.content) };
		},
		expected: { clips: 1 },
	},
	...['Infinity', '1e300', '-1', '99999999999', 'Fri, 31 Dec 9999 23:59:59 GMT', 'soon'].map(
		(value): HostileRow => ({
			name: `429 to a create, Retry-After: ${value}`,
			play: { operation: 'create', node: errorOutput },
			answers: (honest) => ({
				create: inTurn(json(busy, 429, { 'retry-after': value }), honest.create),
			}),
			expected: { clips: 1, orError: { kind: /rateLimit/, says: /^((?!Infinity|NaN).)*$/s } },
		}),
	),
	...['0', '1', '-5', '1e300', '99999999999'].map((value): HostileRow => ({
		name: `openai-poll-after-ms: ${value}`,
		play: { operation: 'create', node: errorOutput },
		answers: (honest) => ({
			create: json(videoBody('video_1', 'queued'), 200, { 'openai-poll-after-ms': value }),
			look: (asked, response) =>
				asked.nth <= 10
					? json(videoBody('video_1', 'in_progress'), 200, {
							'openai-poll-after-ms': asked.nth === 1 ? value : '1',
						})(asked, response)
					: honest.look(asked, response),
		}),
		expected: { clips: 1, mostSeconds: 150 },
	})),
	...[2_592_000, 9_999_999].map((seconds): HostileRow => ({
		name: `Request Timeout of ${seconds} s`,
		play: {
			operation: 'create',
			node: { ...errorOutput, parameters: { options: { requestTimeoutSeconds: seconds } } },
		},
		answers: (honest) => ({
			create: async (asked, response) => {
				await sleep(100);
				await honest.create(asked, response);
			},
		}),
		expected: { clips: 1, mostAsked: { create: 1 } },
		inTests: seconds === 2_592_000,
	})),
	{
		name: 'a Date header that is none',
		play: { operation: 'create', node: errorOutput },
		answers: () => ({
			look: send(JSON.stringify(videoBody('video_1', 'completed')), { date: 'yesterday' }),
		}),
		expected: { clips: 1 },
	},
];

/** Clocks of either side that are wrong, set, or spoken of in odd words. */
export const clocks: HostileGroup = { title: 'Clocks', rows: [...stepRows, ...pauses] };
