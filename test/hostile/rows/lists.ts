import { json } from '../server/answers';
import { videoBody } from '../server/honest';
import type { HostileGroup, HostileRow } from '../row';
import type { Answer } from '../server/server';

const errorOutput = { onError: 'continueErrorOutput' } as const;
const prompts = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ prompt: `take ${index}` }));

/** A server that knows no pages: each list holds everything there ever was, and five renders. */
function everything(entries: number): Answer {
	// Made once, so that the server's own work is not in the node's time.
	const entry = JSON.stringify(videoBody('old', 'completed', { prompt: 'of last year' }));
	const [before = '', after = ''] = entry.split('"old"');
	const old = Array.from({ length: entries }, (_, index) => `${before}"old_${index}"${after}`);
	const tail = Buffer.from(`,${old.join(',')}]}`);
	return (asked, response) => {
		const status = asked.nth > 2 ? 'completed' : 'in_progress';
		const own = Array.from({ length: 5 }, (_, index) => videoBody(`video_${index + 1}`, status));
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write(`{"object":"list","data":${JSON.stringify(own).slice(0, -1)}`);
		response.end(tail);
	};
}

/** The next page is always there, whatever was asked. */
const endless: Answer = (asked, response) => {
	const data = Array.from({ length: 100 }, (_, index) =>
		videoBody(`video_${asked.nth}_${index}`, 'failed'),
	);
	return json({ object: 'list', data, has_more: true, last_id: `video_${asked.nth}_99` })(
		asked,
		response,
	);
};

const samePage: Answer = (asked, response) => {
	const data = Array.from({ length: 100 }, (_, index) => videoBody(`video_${index}`, 'failed'));
	return json({ object: 'list', data, has_more: true, last_id: 'video_99' })(asked, response);
};

/** Times that no calendar has. */
const absurdTimes: Array<[name: string, createdAt: unknown]> = [
	['1e300', 1e300],
	['in microseconds', 1.7e15],
	['in milliseconds', 1.7e12],
	['negative', -62_135_596_801],
	['text', 'yesterday'],
	['a list', [1]],
];

/** Lists longer than anyone asked for, or with odd entries. */
export const lists: HostileGroup = {
	title: 'Lists',
	rows: [
		{
			name: 'five renders followed, the list holds 200,000 entries',
			play: { operation: 'create', node: errorOutput, items: prompts(5), speed: 4 },
			answers: () => ({
				list: everything(200_000),
				look: (asked, response) =>
					json(videoBody(asked.id, asked.nth > 10 ? 'completed' : 'in_progress'))(asked, response),
			}),
			expected: { clips: 5 },
			deadlineMs: 20_000,
		},
		{
			name: 'five renders followed, the list holds 12,000 entries',
			play: { operation: 'create', node: errorOutput, items: prompts(5) },
			answers: () => ({
				list: everything(12_000),
				look: (asked, response) =>
					json(videoBody(asked.id, asked.nth > 10 ? 'completed' : 'in_progress'))(asked, response),
			}),
			expected: { clips: 5 },
			inTests: true,
		},
		{
			name: 'Get Many with Limit 1, the list holds 200,000 entries',
			play: { operation: 'getMany', node: { ...errorOutput, parameters: { limit: 1 } } },
			answers: () => ({ list: everything(200_000) }),
			// 40 MB may also be refused.
			expected: { orError: { kind: /notSupported/ }, mostAsked: { list: 1 } },
		},
		{
			name: 'the list of the editor, with 200,000 entries',
			play: { operation: 'get', listSearch: { method: 'searchVideos' } },
			answers: () => ({ list: everything(200_000) }),
			expected: { orAnything: true },
		},
		{
			name: 'a create is not answered, the list holds 200,000 entries',
			play: { operation: 'create', node: errorOutput },
			answers: () => ({
				create: (_asked, response) => void response.destroy(),
				list: everything(200_000),
			}),
			expected: { errors: [{ kind: /serverUnreachable/, mayExist: true }] },
		},
		{
			name: 'Get Many with Limit 1 reads one page of an endless list',
			play: {
				operation: 'getMany',
				node: { ...errorOutput, parameters: { limit: 1, filters: { status: ['failed'] } } },
			},
			answers: () => ({ list: endless }),
			expected: { mostAsked: { list: 1 } },
			inTests: true,
		},
		{
			name: 'Get Many of an endless list in which nothing matches',
			play: {
				operation: 'getMany',
				node: { ...errorOutput, parameters: { limit: 1, filters: { status: ['completed'] } } },
			},
			answers: () => ({ list: endless }),
			expected: { errors: [{ kind: /./ }], mostAsked: { list: 1_000 } },
		},
		{
			name: 'Get Many with Return All of an endless list',
			play: {
				operation: 'getMany',
				node: { ...errorOutput, parameters: { returnAll: true, filters: { status: ['failed'] } } },
			},
			answers: () => ({ list: endless }),
			expected: { errors: [{ kind: /./ }], mostAsked: { list: 1_000 } },
		},
		{
			name: 'Get Many of a list that gives the same page for ever',
			play: { operation: 'getMany', node: { ...errorOutput, parameters: { returnAll: true } } },
			answers: () => ({ list: samePage }),
			expected: { mostAsked: { list: 3 } },
			inTests: true,
		},
		...absurdTimes.map(([name, created_at]): HostileRow => ({
			name: `the list of the editor, with a time that is ${name}`,
			play: { operation: 'get', listSearch: { method: 'searchVideos' } },
			answers: () => ({
				list: json({
					data: [
						videoBody('video_1', 'completed'),
						videoBody('video_2', 'completed', { created_at }),
					],
				}),
			}),
			expected: {
				status: 'listed',
				also: ({ outcome }) =>
					typeof outcome !== 'string' && outcome.entries === 2 ? [] : ['not both are listed'],
			},
			inTests: name === '1e300',
		})),
	],
};
