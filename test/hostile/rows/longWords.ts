import { flood, json, mib } from '../server/answers';
import { videoBody } from '../server/honest';
import type { HostileRow } from '../row';

const errorOutput = { onError: 'continueErrorOutput' } as const;
const id = [{ id: 'video_1', prompt: 'a paper boat' }];

const hugeError = flood({
	status: 400,
	parts: ['{"error":{"message":"', { text: 'no ', bytes: 300 * mib }, '"}}'],
});
const longId = 'v'.repeat(10e6);
const longerThanAny = 'v'.repeat(200_000);

/** Ids, status words, reasons and headers far longer than any. */
export const longWords: HostileRow[] = [
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
			clips: 1,
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
