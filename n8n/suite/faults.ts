import assert from 'node:assert/strict';
import type { FaultOrder } from '../../simulator/faults/orders';
import type { SimulatorOptions } from '../../simulator/options';
import { assertClips, countPaid } from './arrived';
import type { SuiteCase } from './case';
import { withOwnServer } from './own-server';
import { outputOf, runSora, soraNode } from './workflow';

/** A fault after which every clip arrives all the same. */
interface FaultRow {
	name: string;
	/** `clip 1`, `clip 2`, …; 3 unless given. */
	clips?: number;
	parameters?: object;
	server?: SimulatorOptions;
	orders: FaultOrder[];
}

const renderMs = 2_000;
const firstClip = /clip 1$/;

const rows: FaultRow[] = [
	{
		name: 'the connection is torn after the server has taken a create',
		orders: [
			{ match: { path: 'create', prompt: firstClip }, fault: { kind: 'reset', when: 'after' } },
		],
	},
	{
		name: 'a create that the server has taken is never answered',
		parameters: { options: { requestTimeoutSeconds: 2 } },
		orders: [
			{ match: { path: 'create', prompt: firstClip }, fault: { kind: 'hang', when: 'after' } },
		],
	},
	{
		name: 'a full server answers 429 to several creates',
		clips: 5,
		orders: [
			{
				match: { path: 'create' },
				times: 6,
				fault: { kind: 'status', status: 429, retryAfter: 1 },
			},
		],
	},
	{
		name: '502 with HTML, broken JSON and torn connections while two are followed one by one',
		clips: 2,
		server: { pollAfterMs: 500 },
		orders: [
			{ match: { path: 'status' }, fault: { kind: 'html' } },
			{ match: { path: 'status' }, after: 1, fault: { kind: 'malformed' } },
			{ match: { path: 'status' }, after: 2, fault: { kind: 'reset' } },
		],
	},
	{
		name: 'the list answers 500 while five are followed',
		clips: 5,
		orders: [{ match: { path: 'list' }, times: Infinity, fault: { kind: 'status', status: 500 } }],
	},
	{
		name: 'the list is a minute behind while five are followed',
		clips: 5,
		orders: [{ match: { path: 'list' }, times: Infinity, fault: { kind: 'lagging', ms: 60_000 } }],
	},
	{
		name: 'one file is cut at half, another connection torn at 99 %',
		orders: [
			{
				match: { path: 'content', prompt: firstClip },
				fault: { kind: 'cut', atFraction: 0.5 },
			},
			{
				match: { path: 'content', prompt: /clip 2$/ },
				fault: { kind: 'cut', atFraction: 0.99, how: 'reset' },
			},
		],
	},
	{
		name: 'one file comes as text/plain, JSON comes in place of another',
		orders: [
			{
				match: { path: 'content', prompt: firstClip },
				fault: { kind: 'contentType', type: 'text/plain' },
			},
			{ match: { path: 'content', prompt: /clip 2$/ }, fault: { kind: 'jsonInstead' } },
		],
	},
];

function faultCase({ name, clips = 3, parameters = {}, server, orders }: FaultRow): SuiteCase {
	return {
		name: `fault: ${name}; every clip arrives, each paid for once`,
		limitSeconds: 90,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs, ...server }, async (own) => {
				const handles = orders.map((order) => own.simulator.order(order));
				const prompts = Array.from({ length: clips }, (_none, index) => `clip ${index + 1}`);
				const items = prompts.map((prompt) => ({ prompt }));
				const create = { operation: 'create', prompt: '={{ $json.prompt }}', ...parameters };
				const execution = await runSora(own, soraNode(own, create), items, 80_000);
				for (const handle of handles) handle.cancel();
				await assertClips(own, outputOf(execution), prompts);
				assert.equal(countPaid(own), clips);
				assert.ok(
					handles.every(({ hits }) => hits > 0),
					`faults met: ${handles.map(({ hits }) => hits).join(', ')}`,
				);
			});
		},
	};
}

export const faultCases: SuiteCase[] = rows.map(faultCase);
