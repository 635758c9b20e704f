import type { INodeParameters } from 'n8n-workflow';

import type { FaultOrder } from '../../simulator';
import { promptItems, stagePerTest, workflowFor } from './stage';

const open = stagePerTest();

type Fault = FaultOrder['fault'];

interface Row {
	name: string;
	fault: Fault;
	kind: string;
	says?: RegExp;
}

const lost: Row[] = [
	{
		name: 'the server broke off before it read',
		fault: { kind: 'reset' },
		kind: 'serverUnreachable',
	},
	{ name: 'the server never answers', fault: { kind: 'hang' }, kind: 'timeout' },
	{
		name: 'a 500',
		fault: { kind: 'status', status: 500 },
		kind: 'serverUnreachable',
		says: /may exist/,
	},
	{
		name: 'a 503',
		fault: { kind: 'status', status: 503 },
		kind: 'serverUnreachable',
		says: /may exist/,
	},
	{
		name: 'a 502 page of a proxy',
		fault: { kind: 'html' },
		kind: 'serverUnreachable',
		says: /may exist/,
	},
	{ name: 'a 408', fault: { kind: 'status', status: 408 }, kind: 'serverUnreachable' },
	{ name: 'a 409', fault: { kind: 'status', status: 409 }, kind: 'badInput' },
	{
		name: 'a redirect to elsewhere',
		fault: { kind: 'redirect', status: 302, location: 'http://127.0.0.1:9/v1/videos' },
		kind: 'notSupported',
	},
	{
		name: 'no quota',
		fault: { kind: 'status', status: 429, code: 'insufficient_quota', retryAfter: 1 },
		kind: 'quota',
	},
	{ name: 'no access', fault: { kind: 'status', status: 403 }, kind: 'auth' },
	{
		name: 'a word against the prompt',
		fault: { kind: 'status', status: 400, code: 'moderation_blocked' },
		kind: 'policy',
	},
];

it.each(lost)('a create is sent once: $name', async ({ fault, kind, says }) => {
	const stage = await open();
	stage.simulator.order({ match: { path: 'create' }, times: 1, fault });

	const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

	expect(stage.sent().filter(({ route }) => route === 'create')).toHaveLength(1);
	expect(stage.simulator.videos).toHaveLength(0);
	expect(result.error).toMatchObject({ context: { kind } });
	if (says) expect(`${result.error?.message} ${result.error?.description}`).toMatch(says);
});

it('a create that was put off is sent again when the server said, and paid for once', async () => {
	const stage = await open();
	stage.simulator.order({
		match: { path: 'create' },
		times: 2,
		fault: { kind: 'status', status: 429, retryAfter: 7 },
	});

	const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

	const [first = 0, second = 0, third = 0] = stage
		.sent()
		.filter(({ route }) => route === 'create')
		.map(({ atMs }) => atMs);
	expect([second - first, third - second]).toEqual([7_000, 7_000]);
	expect(result.status).toBe('success');
	expect(stage.simulator.videos).toHaveLength(1);
});

it.each([415, 422])(
	'a body refused with %d is sent once more in the other encoding',
	async (status) => {
		const stage = await open();
		stage.simulator.order({ match: { path: 'create' }, fault: { kind: 'status', status } });

		const workflow = await workflowFor('create', { parameters: { waitForCompletion: false } });
		const result = await stage.play(workflow, { items: promptItems('one', 'two') });

		expect(result.status).toBe('success');
		const encodings = stage.sent().map(({ bodyKind }) => bodyKind);
		expect(encodings).toContain('json');
		expect(stage.simulator.videos).toHaveLength(2);
	},
);

it('the encoding a server takes is found out once and remembered for the run', async () => {
	const stage = await open({ simulator: { dialect: 'dynamo' } });

	const workflow = await workflowFor('create', {
		parameters: { aspectRatio: 'exact', exactSize: '832x480', limits: { parallelRenders: 1 } },
	});
	const result = await stage.play(workflow, { items: promptItems('one', 'two', 'three') });

	expect(result.status).toBe('success');
	const encodings = stage
		.sent()
		.flatMap(({ route, bodyKind }) => (route === 'create' ? bodyKind : []));
	expect(encodings).toEqual(['multipart', 'json', 'json', 'json']);
});

it('a create is not followed to another address, so that the key stays here', async () => {
	const stage = await open();
	stage.simulator.order({
		match: { path: 'create' },
		fault: { kind: 'redirect', status: 307, location: `${stage.simulator.fileOrigin}/v1/videos` },
	});

	const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

	expect(stage.simulator.fileRequests).toEqual([]);
	expect(result.error).toMatchObject({ context: { kind: 'notSupported' } });
	expect(result.error?.message).toContain(stage.simulator.fileOrigin);
});

it('a create is given the time its user allows, and no more', async () => {
	const stage = await open();
	stage.simulator.order({ match: { path: 'create' }, fault: { kind: 'hang' } });

	const workflow = await workflowFor('create', {
		parameters: { options: { requestTimeoutSeconds: 900 } },
	});
	const result = await stage.play(workflow, { items: promptItems('one') });

	const [create, search] = stage.sent();
	expect(search?.route).toBe('list');
	expect((search?.atMs ?? 0) - (create?.atMs ?? 0)).toBe(900_000);
	expect(result.error?.message).toContain('900 seconds');
});

it('a server that renders while the request is open is waited for', async () => {
	const stage = await open();
	stage.simulator.order({ match: { path: 'create' }, fault: { kind: 'delay', ms: 280_000 } });

	const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

	expect(result.status).toBe('success');
	expect(stage.simulator.videos).toHaveLength(1);
});

const passing: Array<{ name: string; path: 'status' | 'content'; times: number; fault: Fault }> = [
	{ name: 'a status lost', path: 'status', times: 3, fault: { kind: 'reset' } },
	{ name: 'a status 500', path: 'status', times: 4, fault: { kind: 'status', status: 500 } },
	{
		name: 'a status put off',
		path: 'status',
		times: 3,
		fault: { kind: 'status', status: 429, retryAfter: 20 },
	},
	{ name: 'a status page of a proxy', path: 'status', times: 3, fault: { kind: 'html' } },
	{ name: 'a status never answered', path: 'status', times: 2, fault: { kind: 'hang' } },
	{ name: 'a status that breaks off', path: 'status', times: 2, fault: { kind: 'malformed' } },
	{
		name: 'a fresh id that is not known yet',
		path: 'status',
		times: 1,
		fault: { kind: 'notFound' },
	},
	{
		name: 'an unknown status word',
		path: 'status',
		times: 3,
		fault: { kind: 'statusWord', word: 'warming_up' },
	},
	{
		name: 'progress going backwards',
		path: 'status',
		times: 3,
		fault: { kind: 'progress', value: 'backwards' },
	},
	{ name: 'a file not there yet', path: 'content', times: 1, fault: { kind: 'notReady' } },
	{ name: 'a file 404', path: 'content', times: 1, fault: { kind: 'notFound' } },
	{ name: 'a file 502', path: 'content', times: 1, fault: { kind: 'html' } },
	{ name: 'a file reset', path: 'content', times: 1, fault: { kind: 'reset' } },
	{
		name: 'a file reset near its end',
		path: 'content',
		times: 1,
		fault: { kind: 'cut', atFraction: 0.99, how: 'reset' },
	},
	{
		name: 'a file that stands still',
		path: 'content',
		times: 1,
		fault: { kind: 'cut', atFraction: 0.5, how: 'stall' },
	},
	{
		name: 'a file under a wrong label',
		path: 'content',
		times: 1,
		fault: { kind: 'contentType', type: 'text/plain' },
	},
	{ name: 'a file without length', path: 'content', times: 1, fault: { kind: 'omitLength' } },
	{
		name: 'a file that trickles',
		path: 'content',
		times: 1,
		fault: { kind: 'trickle', bytesPerSecond: 1_000 },
	},
	{
		name: 'a file cut by a server without ranges',
		path: 'content',
		times: 2,
		fault: [{ kind: 'ignoreRange' }, { kind: 'cut', atFraction: 0.5 }],
	},
];

it.each(passing)(
	'the clip paid for arrives all the same: $name',
	async ({ path, times, fault }) => {
		const stage = await open();
		stage.simulator.order({ match: { path }, times, fault });

		const result = await stage.play(await workflowFor('create'), {
			items: promptItems('[20s] one'),
		});

		expect(result.error).toBeUndefined();
		const [video = { id: '' }] = stage.simulator.videos;
		const arrived = await stage.engine.readBinary(result.items('Sora')[0]?.binary?.data);
		expect(arrived.equals(await stage.contentOf(video.id))).toBe(true);
		expect(stage.simulator.videos).toHaveLength(1);
	},
);

const notAFile: Array<{ name: string; fault: Fault; says: RegExp }> = [
	{
		name: 'JSON',
		fault: { kind: 'jsonInstead', body: { output_path: '/outputs/a.mp4' } },
		says: /output_path/,
	},
	{ name: 'HTML', fault: { kind: 'html', status: 200 }, says: /502 Bad Gateway/ },
	{ name: 'nothing', fault: { kind: 'empty' }, says: /empty file/ },
];

it.each(notAFile)(
	'$name in place of a file is an error that quotes it',
	async ({ fault, says }) => {
		const stage = await open();
		stage.simulator.order({ match: { path: 'content' }, times: Infinity, fault });

		const result = await stage.play(await workflowFor('create'), { items: promptItems('one') });

		expect(result.error?.message).toMatch(says);
		expect(result.error?.description).toContain(stage.simulator.videos[0]?.id);
		expect(await stage.engine.listBinaryFiles()).toEqual([]);
	},
);

const emptyLimits: Array<{ name: string; limits: INodeParameters }> = [
	{ name: 'Max Cost per Run', limits: { maxCostUsd: '={{ $json.nope }}' } },
	{ name: 'Max Videos per Run', limits: { maxVideos: '={{ $json.nope }}' } },
];

it.each(emptyLimits)(
	'a limit on money whose expression finds nothing is refused: $name',
	async ({ limits }) => {
		const stage = await open();
		const workflow = await workflowFor('create', { parameters: { limits } });

		const result = await stage.play(workflow, { items: promptItems('one') });

		expect(stage.sent()).toEqual([]);
		expect(result.error?.message).toContain('"Limits" has a value that does not fit');
	},
);
