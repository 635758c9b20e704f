import { send } from '../server/answers';
import type { HostileRow } from '../row';

const errorOutput = { onError: 'continueErrorOutput' } as const;
const id = [{ id: 'video_1', prompt: 'a paper boat' }];

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

/** Errors that are costly to read, in each place. */
export function errorRows(): HostileRow[] {
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
			// What looks like an id in it leads nowhere.
			answers: () => ({ create: send(body, html), look: send('', html, 404) }),
			expected: { errors: [{ kind: /notSupported/, mayExist: true }], mostAsked: { create: 1 } },
		},
	]);
	return rows.map((row) => ({ ...row, deadlineMs: 8_000 }));
}
