import type { Fault, FaultOrder } from '../../../../simulator';
import type { FaultGroup, FaultRow } from '../row';

const content = { path: 'content', prompt: /boat/ } as const;
const allArrive = { paid: 3, clips: 3 };
const cut: Fault = { kind: 'cut', atFraction: 0.5 };

interface BadFile {
	name: string;
	times?: number;
	fault: FaultOrder['fault'];
}

const passing: BadFile[] = [
	{ name: '404 once', fault: { kind: 'notFound' } },
	{ name: 'not there yet though completed', times: 3, fault: { kind: 'notReady' } },
	{ name: '429 with Retry-After', times: 2, fault: { kind: 'status', status: 429, retryAfter: 5 } },
	{ name: '502', times: 2, fault: { kind: 'html' } },
	{ name: 'reset', fault: { kind: 'reset' } },
	{ name: 'hangs', fault: { kind: 'hang' } },
	{ name: 'cut at half', fault: cut },
	{ name: 'reset at 99 %', fault: { kind: 'cut', atFraction: 0.99, how: 'reset' } },
	{ name: 'cut at half five times', times: 5, fault: cut },
	{ name: 'stands still at half', fault: { kind: 'cut', atFraction: 0.5, how: 'stall' } },
	{ name: 'wrong Content-Type', fault: { kind: 'contentType', type: 'text/plain' } },
	{ name: 'JSON with 200, once', fault: { kind: 'jsonInstead' } },
	{ name: 'empty body, once', fault: { kind: 'empty' } },
	{ name: 'slow trickle', fault: { kind: 'trickle', bytesPerSecond: 2_000 } },
	{ name: 'Range ignored, cut twice', times: 3, fault: [{ kind: 'ignoreRange' }, cut] },
	{ name: 'length missing', fault: { kind: 'omitLength' } },
	{ name: 'length missing, cut at half', fault: [{ kind: 'omitLength' }, cut] },
	{
		name: 'length missing, Range ignored, cut twice',
		times: 2,
		fault: [{ kind: 'omitLength' }, { kind: 'ignoreRange' }, cut],
	},
];

const lasting: Array<BadFile & { kind: string }> = [
	{ name: '404 for ever', fault: { kind: 'notFound' }, kind: 'notFound' },
	{ name: '403 for one file', fault: { kind: 'status', status: 403 }, kind: 'auth' },
	{ name: '500 for ever', fault: { kind: 'status', status: 500 }, kind: 'serverUnreachable' },
	{ name: 'JSON with 200 for ever', fault: { kind: 'jsonInstead' }, kind: 'notSupported' },
	{ name: 'HTML with 200 for ever', fault: { kind: 'html', status: 200 }, kind: 'notSupported' },
	{ name: 'empty body for ever', fault: { kind: 'empty' }, kind: 'notReady' },
	{
		name: 'cut at nothing for ever',
		fault: { kind: 'cut', atFraction: 0 },
		kind: 'serverUnreachable',
	},
];

const elsewhere = (contentFrom: 'redirect' | 'address'): FaultRow => ({
	name: `cut at half at another origin, by ${contentFrom}`,
	server: { contentFrom, dialect: contentFrom === 'address' ? 'sglang' : 'openai' },
	orders: [{ match: { path: 'file', prompt: /boat/ }, fault: cut }],
	expected: allArrive,
});

/** A render has been paid for and has ended, and its file does not come as it should. */
export const files: FaultGroup = {
	title: 'A file does not come as it should',
	rows: [
		...passing.map(({ name, times = 1, fault }) => ({
			name,
			orders: [{ match: content, times, fault }],
			expected: allArrive,
		})),
		{
			name: 'cut at half, then 502, then cut again',
			orders: [
				{ match: content, fault: cut },
				{ match: content, after: 1, fault: { kind: 'html' } },
				{ match: content, after: 2, fault: cut },
			],
			expected: allArrive,
		},
		{
			name: 'all files cut at once, twice',
			orders: [{ match: { path: 'content' }, times: 6, fault: cut }],
			expected: allArrive,
		},
		elsewhere('redirect'),
		elsewhere('address'),
		...lasting.map(({ name, fault, kind }) => ({
			name,
			orders: [{ match: content, times: Infinity, fault }],
			expected: { paid: 3, clips: 2, errors: [{ item: 0, kind }] },
		})),
		{
			name: '404 five times, Retry On Fail',
			onFailure: 'retryOnFail',
			orders: [{ match: content, times: 5, fault: { kind: 'notFound' } }],
			expected: allArrive,
		},
		{
			name: '404 five times, Retry execution',
			onFailure: 'retryExecution',
			orders: [{ match: content, times: 5, fault: { kind: 'notFound' } }],
			expected: allArrive,
		},
		{
			name: '404 for ever, the node stops on failure',
			onFailure: 'stop',
			orders: [{ match: content, times: Infinity, fault: { kind: 'notFound' } }],
			expected: { paid: 3, clips: 0, errors: [{ item: 0, kind: 'notFound' }] },
		},
		{
			name: 'expired before the download',
			prompts: ['[10s][expired] a paper boat', '[12s] a lighthouse', '[14s] a harbour'],
			expected: { paid: 3, clips: 2, errors: [{ item: 0, kind: 'expired' }] },
		},
	],
};
