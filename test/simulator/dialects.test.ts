import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { DialectName, SimulatorOptions } from '../../simulator';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../../simulator/http/json';
import {
	at,
	closeLabs,
	entriesOf,
	eventually,
	idOf,
	type Lab,
	openLab,
	png,
	type Reply,
	textAt,
} from './client';

afterEach(closeLabs);

const recorded = z.object({ status: z.number(), body: z.custom<Json>() });

function readFixture(name: string): { status: number; body: Json } {
	const path = join(__dirname, '..', 'fixtures', `${name}.json`);
	return recorded.parse(parseJson(readFileSync(path, 'utf8')));
}

/** Keys and types of a value; null stands for any type, as it does in the recorded answers. */
function differences(actual: Json, expected: Json, path = ''): string[] {
	if (actual === null || expected === null) return [];
	if (Array.isArray(actual) && Array.isArray(expected)) {
		const [first, other] = [actual[0], expected[0]];
		return first === undefined || other === undefined ? [] : differences(first, other, `${path}[]`);
	}
	if (!isJsonObject(actual) || !isJsonObject(expected)) {
		return typeof actual === typeof expected ? [] : [`${path}: ${typeof actual}`];
	}
	const missing = Object.keys(expected).filter((key) => !(key in actual));
	const added = Object.keys(actual).filter((key) => !(key in expected));
	const shared = Object.keys(expected).filter((key) => key in actual);
	return [
		...missing.map((key) => `${path}.${key} is missing`),
		...added.map((key) => `${path}.${key} is not in the recorded answer`),
		...shared.flatMap((key) =>
			differences(actual[key] ?? null, expected[key] ?? null, `${path}.${key}`),
		),
	];
}

/** How a dialect wants its create. */
const creates: Record<DialectName, (prompt: string) => Parameters<Lab['send']>[2]> = {
	openai: (prompt) => ({ json: { prompt, model: 'sora-2', seconds: '8', size: '1280x720' } }),
	'vllm-omni': (prompt) => ({ form: { prompt, seconds: '4', size: '1280x720' } }),
	sglang: (prompt) => ({ json: { prompt, seconds: 4, size: '1280x720' } }),
	trtllm: (prompt) => ({ json: { prompt, seconds: 4, size: '832x480' } }),
	dynamo: (prompt) => ({ json: { prompt, seconds: 4, size: '832x480' } }),
	litellm: (prompt) => ({ json: { prompt, model: 'sora-2', seconds: '8', size: '1280x720' } }),
	'new-api': (prompt) => ({ json: { prompt, model: 'kling-v2-1', seconds: '5' } }),
	together: (prompt) => ({ json: { prompt, model: 'minimax/hailuo-02', seconds: '6' } }),
	openrouter: (prompt) => ({ json: { prompt, model: 'google/veo-3.1', duration: 4 } }),
	gemini: (prompt) => ({ json: { instances: [{ prompt }] } }),
	xai: (prompt) => ({ json: { prompt, model: 'grok-imagine-video' } }),
	poe: (prompt) => ({ json: { prompt, model: 'Sora-2', seconds: 4 } }),
	merge: (prompt) => ({ json: { prompt, model: 'openai/sora-2', seconds: 4 } }),
	cometapi: (prompt) => ({ form: { prompt, model: 'veo3.1', seconds: '8', size: '16:9' } }),
};

interface Stage {
	lab: Lab;
	dialect: DialectName;
	create: (prompt?: string) => Promise<Reply>;
	/** Creates a video and shows it when `ms` have passed. */
	after: (ms: number, prompt?: string) => Promise<Reply>;
	path: (reply: Reply, rest?: string) => string;
}

async function openStage(dialect: DialectName, options: SimulatorOptions = {}): Promise<Stage> {
	const lab = await openLab({ dialect, ...options });
	const create = (prompt = 'A paper boat') => lab.send('POST', '/videos', creates[dialect](prompt));
	const path = (reply: Reply, rest = '') =>
		`/videos/${encodeURIComponent(textAt(reply.json, 'id'))}${rest}`;
	const after = async (ms: number, prompt?: string) => {
		const made = await create(prompt);
		lab.forward(ms);
		return await lab.send('GET', path(made));
	};
	return { lab, dialect, create, after, path };
}

type Scene = (stage: Stage) => Promise<Reply>;
const nobody: Scene = ({ lab }) => lab.send('GET', '/videos/video_nobody');
const earlyContent: Scene = async ({ lab, create, path }) =>
	lab.send('GET', path(await create(), '/content'));
const finished: Scene = ({ after }) => after(10_000);
const failed: Scene = ({ after }) => after(10_000, '[fail]');
const running: Scene = ({ after }) => after(3_300);
const created: Scene = ({ create }) => create();
const wrongKey: Scene = ({ lab }) => lab.send('GET', '/videos/x', { key: 'sk-wrong' });
const list: Scene = async ({ lab, create }) => {
	await create();
	return await lab.send('GET', '/videos');
};
const deleted: Scene = async ({ lab, after, path }) =>
	lab.send('DELETE', path(await after(10_000)));

describe('every recorded answer has its like', () => {
	it.each<{ fixture: string; dialect: DialectName; scene: Scene; options?: SimulatorOptions }>([
		{ fixture: 'openai.video.queued', dialect: 'openai', scene: created },
		{ fixture: 'openai.video.in_progress', dialect: 'openai', scene: running },
		{ fixture: 'openai.video.completed', dialect: 'openai', scene: finished },
		{
			fixture: 'openai.video.completed-expired',
			dialect: 'openai',
			scene: ({ after }) => after(1e8),
		},
		{
			fixture: 'openai.video.failed',
			dialect: 'openai',
			scene: ({ after }) => after(9e3, '[policy]'),
		},
		{
			fixture: 'openai.video.remixed',
			dialect: 'openai',
			scene: async ({ lab, after, path }) => {
				const source = await after(10_000);
				return await lab.send('POST', path(source, '/remix'), { json: { prompt: 'red' } });
			},
		},
		{ fixture: 'openai.list', dialect: 'openai', scene: list },
		{ fixture: 'openai.delete', dialect: 'openai', scene: deleted },
		{ fixture: 'openai.error.401', dialect: 'openai', scene: wrongKey },
		{ fixture: 'openai.error.404-video', dialect: 'openai', scene: nobody },
		{ fixture: 'openai.error.404-content-not-ready', dialect: 'openai', scene: earlyContent },
		{
			fixture: 'openai.error.400-size',
			dialect: 'openai',
			scene: ({ lab }) => lab.send('POST', '/videos', { json: { prompt: 'a', size: '640x480' } }),
		},
		{
			fixture: 'openai.error.429-quota',
			dialect: 'openai',
			scene: async ({ lab, create }) => {
				lab.simulator.order({ fault: { kind: 'status', status: 429, code: 'insufficient_quota' } });
				return await create();
			},
		},
		{
			fixture: 'openai.character.created',
			dialect: 'openai',
			scene: ({ lab }) => {
				const video = new Blob([Buffer.from('\0\0\0\x1cftypmp42')]);
				return lab.send('POST', '/videos/characters', { form: { name: 'Mossy', video } });
			},
		},
		{ fixture: 'vllm-omni.video.completed', dialect: 'vllm-omni', scene: finished },
		{ fixture: 'vllm-omni.video.failed', dialect: 'vllm-omni', scene: failed },
		{ fixture: 'vllm-omni.error.401', dialect: 'vllm-omni', scene: wrongKey },
		{ fixture: 'vllm-omni.error.404', dialect: 'vllm-omni', scene: nobody },
		{
			fixture: 'vllm-omni.error.409-delete',
			dialect: 'vllm-omni',
			options: { deleteUnfinished: 'refuse' },
			scene: async ({ lab, create, path }) => lab.send('DELETE', path(await create())),
		},
		{
			fixture: 'vllm-omni.error.422-content-failed',
			dialect: 'vllm-omni',
			scene: async (stage) => stage.lab.send('GET', stage.path(await failed(stage), '/content')),
		},
		{
			fixture: 'vllm-omni.error.422-validation',
			dialect: 'vllm-omni',
			scene: ({ lab }) => lab.send('POST', '/videos', { form: { prompt: 'a', size: '640x' } }),
		},
		{ fixture: 'sglang.video.completed', dialect: 'sglang', scene: finished },
		{
			fixture: 'sglang.video.completed-cloud',
			dialect: 'sglang',
			options: { contentFrom: 'address' },
			scene: finished,
		},
		{ fixture: 'sglang.video.failed', dialect: 'sglang', scene: failed },
		{ fixture: 'sglang.video.deleted', dialect: 'sglang', scene: deleted },
		{ fixture: 'sglang.list', dialect: 'sglang', scene: list },
		{ fixture: 'sglang.error.404-content-in-progress', dialect: 'sglang', scene: earlyContent },
		{
			fixture: 'sglang.error.400-content-cloud',
			dialect: 'sglang',
			options: { contentFrom: 'address' },
			scene: async (stage) => stage.lab.send('GET', stage.path(await finished(stage), '/content')),
		},
		{ fixture: 'trtllm.video.created', dialect: 'trtllm', scene: created },
		{ fixture: 'trtllm.video.generating', dialect: 'trtllm', scene: running },
		{ fixture: 'trtllm.video.completed', dialect: 'trtllm', scene: finished },
		{ fixture: 'trtllm.video.failed', dialect: 'trtllm', scene: failed },
		{ fixture: 'trtllm.delete', dialect: 'trtllm', scene: deleted },
		{ fixture: 'trtllm.error.400-content-not-ready', dialect: 'trtllm', scene: earlyContent },
		{
			fixture: 'trtllm.error.422-unknown-field',
			dialect: 'trtllm',
			scene: ({ lab }) => lab.send('POST', '/videos', { json: { prompt: 'a', characters: [] } }),
		},
		{ fixture: 'litellm.video.queued', dialect: 'litellm', scene: created },
		{
			fixture: 'litellm.error.400',
			dialect: 'litellm',
			scene: ({ lab }) => lab.send('POST', '/videos', { json: { prompt: 'a', size: '1x1' } }),
		},
		{ fixture: 'litellm.error.405-delete', dialect: 'litellm', scene: deleted },
		{ fixture: 'new-api.video.created', dialect: 'new-api', scene: created },
		{ fixture: 'new-api.video.completed-metadata-url', dialect: 'new-api', scene: finished },
		{
			fixture: 'new-api.video.unknown',
			dialect: 'new-api',
			scene: (stage) => {
				const fault = { kind: 'statusWord', word: 'unknown' } as const;
				stage.lab.simulator.order({ match: { path: 'status' }, fault });
				return running(stage);
			},
		},
		{ fixture: 'new-api.error.task_not_exist', dialect: 'new-api', scene: nobody },
		{ fixture: 'new-api.error.400-content', dialect: 'new-api', scene: earlyContent },
		{ fixture: 'together.video.completed', dialect: 'together', scene: finished },
		{ fixture: 'openrouter.video.pending', dialect: 'openrouter', scene: created },
		{ fixture: 'openrouter.video.completed', dialect: 'openrouter', scene: finished },
		{ fixture: 'openrouter.video.failed', dialect: 'openrouter', scene: failed },
	])('$fixture', async ({ fixture, dialect, scene, options }) => {
		const { status, body } = readFixture(fixture);
		const reply = await scene(await openStage(dialect, options));
		expect(reply.status).toBe(status);
		expect(differences(reply.json, body)).toEqual([]);
		expect(reply.json.status).toBe(at(body, 'status'));
		if (fixture.includes('.error.') && dialect === 'vllm-omni') expect(reply.json).toEqual(body);
	});

	it.each<{ fixture: string; prompt: string; fields: JsonObject }>([
		{ fixture: 'dynamo.video.completed-url', prompt: 'a', fields: {} },
		{ fixture: 'dynamo.video.completed-b64', prompt: 'a', fields: { response_format: 'b64_json' } },
		{ fixture: 'dynamo.video.failed', prompt: '[fail]', fields: {} },
	])('$fixture, when the render is over', async ({ fixture, prompt, fields }) => {
		const lab = await openLab({ dialect: 'dynamo', renderMs: 20, now: () => Date.now() });
		const { status, body } = readFixture(fixture);
		const reply = await lab.send('POST', '/videos', { json: { prompt, ...fields } });
		expect([reply.status, reply.json.status]).toEqual([status, at(body, 'status')]);
		expect(differences(reply.json, body)).toEqual([]);
	});
});

describe('what each server lacks or does otherwise', () => {
	it.each<{ dialect: DialectName; method: string; path: string; status: number }>([
		{ dialect: 'vllm-omni', method: 'POST', path: '/videos/x/remix', status: 404 },
		{ dialect: 'vllm-omni', method: 'POST', path: '/videos/edits', status: 404 },
		{ dialect: 'vllm-omni', method: 'POST', path: '/webhook_endpoints', status: 404 },
		{ dialect: 'sglang', method: 'POST', path: '/videos/extensions', status: 404 },
		{ dialect: 'trtllm', method: 'POST', path: '/videos/x/remix', status: 404 },
		{ dialect: 'dynamo', method: 'GET', path: '/videos', status: 405 },
		{ dialect: 'dynamo', method: 'GET', path: '/videos/x', status: 404 },
		{ dialect: 'litellm', method: 'DELETE', path: '/videos/x', status: 405 },
		{ dialect: 'new-api', method: 'GET', path: '/videos', status: 405 },
		{ dialect: 'new-api', method: 'DELETE', path: '/videos/x', status: 405 },
		{ dialect: 'together', method: 'GET', path: '/videos/x/content', status: 404 },
		{ dialect: 'openrouter', method: 'DELETE', path: '/videos/x', status: 405 },
	])('$dialect answers $method $path with $status', async ({ dialect, method, path, status }) => {
		const lab = await openLab({ dialect });
		expect((await lab.send(method, path)).status).toBe(status);
	});

	it.each<{ dialect: DialectName; name: string; sent: Parameters<Lab['send']>[2]; status: number }>(
		[
			{ dialect: 'vllm-omni', name: 'JSON', sent: { json: { prompt: 'a' } }, status: 422 },
			{
				dialect: 'vllm-omni',
				name: 'another model',
				sent: { form: { prompt: 'a', model: 'x' } },
				status: 400,
			},
			{
				dialect: 'vllm-omni',
				name: 'a file id',
				sent: { form: { prompt: 'a', image_reference: '{"file_id":"f"}' } },
				status: 400,
			},
			{
				dialect: 'vllm-omni',
				name: 'a broken reference',
				sent: { form: { prompt: 'a', image_reference: '{"image_url"' } },
				status: 400,
			},
			{
				dialect: 'vllm-omni',
				name: 'two references',
				sent: {
					form: {
						prompt: 'a',
						image_reference: '{"image_url":"https://a.example.com"}',
						input_reference: png(64, 64),
					},
				},
				status: 400,
			},
			{
				dialect: 'vllm-omni',
				name: 'an image of any size',
				sent: { form: { prompt: 'a', width: '640', height: '480', input_reference: png(9, 9) } },
				status: 200,
			},
			{
				dialect: 'trtllm',
				name: 'more than 60 s',
				sent: { json: { prompt: 'a', seconds: 61 } },
				status: 422,
			},
			{
				dialect: 'dynamo',
				name: 'text seconds',
				sent: { json: { prompt: 'a', seconds: '4' } },
				status: 422,
			},
			{
				dialect: 'new-api',
				name: 'no seconds',
				sent: { json: { prompt: 'a', seconds: 'x' } },
				status: 400,
			},
			{
				dialect: 'vllm-omni',
				name: 'an image address',
				sent: { form: { prompt: 'a', image_reference: '{"image_url":"https://a.example.com"}' } },
				status: 200,
			},
			{
				dialect: 'sglang',
				name: 'text seconds',
				sent: { form: { prompt: 'a', seconds: '4' } },
				status: 200,
			},
			{
				dialect: 'sglang',
				name: 'broken seconds',
				sent: { form: { prompt: 'a', seconds: '4.5' } },
				status: 422,
			},
			{
				dialect: 'sglang',
				name: "OpenAI's reference object",
				sent: { json: { prompt: 'a', input_reference: { image_url: 'https://a.example.com' } } },
				status: 422,
			},
			{
				dialect: 'trtllm',
				name: "OpenAI's reference object",
				sent: { json: { prompt: 'a', input_reference: { file_id: 'f' } } },
				status: 422,
			},
			{
				dialect: 'trtllm',
				name: 'a form',
				sent: { form: { prompt: 'a', seconds: '2.5' } },
				status: 202,
			},
			{ dialect: 'dynamo', name: 'a form', sent: { form: { prompt: 'a' } }, status: 415 },
		],
	)('$dialect answers a create with $name with $status', async ({ dialect, sent, status }) => {
		const lab = await openLab({ dialect });
		expect((await lab.send('POST', '/videos', sent)).status).toBe(status);
	});

	it('vllm-omni jumps from 0 to 100 and ignores the variant', async () => {
		const { lab, after, path } = await openStage('vllm-omni');
		expect((await after(9_999)).json.progress).toBe(0);
		const done = await after(10_000);
		expect(done.json.progress).toBe(100);
		const reply = await lab.send('GET', path(done, '/content?variant=thumbnail'));
		expect(reply.headers.get('content-type')).toBe('video/mp4');
	});

	it('sglang takes the variant for an output index', async () => {
		const { lab, path, after } = await openStage('sglang');
		const done = await after(10_000);
		const queries = ['', '?variant=video', '?variant=thumbnail', '?variant=0'];
		const replies = await Promise.all(
			queries.map((query) => lab.send('GET', path(done, `/content${query}`))),
		);
		expect(replies.map(({ status }) => status)).toEqual([200, 404, 404, 200]);
	});

	it('sglang gives an empty list for an unknown cursor and 422 for limit 0', async () => {
		const { lab, create } = await openStage('sglang');
		await create();
		expect((await lab.send('GET', '/videos?after=nobody')).json).toEqual({
			data: [],
			object: 'list',
		});
		expect((await lab.send('GET', '/videos?limit=0')).status).toBe(422);
	});

	it('trtllm lists every job at once, oldest first, and encodes at the end', async () => {
		const { lab, after } = await openStage('trtllm');
		const words = [(await after(9_500)).json.status, (await after(500)).json.status];
		expect(words).toEqual(['postprocessing', 'generating']);
		const { json } = await lab.send('GET', '/videos?limit=1');
		expect(entriesOf(json).map((video) => video.status)).toEqual(['completed', 'generating']);
	});

	it('litellm ids must be percent-encoded, and nothing else works', async () => {
		const { lab, create } = await openStage('litellm');
		const id = textAt((await create()).json, 'id');
		expect(id).toMatch(/^video_(?=.*\+)(?=.*\/).*=+$/);
		expect((await lab.send('GET', `/videos/${encodeURIComponent(id)}`)).json.id).toBe(id);
		expect((await lab.send('GET', `/videos/${id}`)).status).toBe(404);
	});

	it('litellm says processing, shows no prompt, and remixes from JSON only', async () => {
		const { lab, after, path } = await openStage('litellm');
		const { json } = await after(5_000);
		expect([json.status, 'prompt' in json]).toEqual(['processing', false]);
		const done = await after(10_000);
		const remix = (sent: Parameters<Lab['send']>[2]) =>
			lab.send('POST', path(done, '/remix'), sent);
		const replies = [
			await remix({ form: { prompt: 'b' } }),
			await remix({ json: { prompt: 'b' } }),
		];
		expect(replies.map(({ status }) => status)).toEqual([400, 200]);
	});

	it('new-api keeps foreign files at another origin, which sees no key', async () => {
		const { lab, after, path } = await openStage('new-api');
		const done = await after(10_000);
		expect((await lab.send('GET', path(done, '/content'))).status).toBe(400);
		const address = textAt(done.json, 'metadata', 'url');
		expect(new URL(address).origin).not.toBe(new URL(lab.simulator.baseUrl).origin);
		expect((await lab.send('GET', address, { key: null })).body.toString('latin1', 4, 8)).toBe(
			'ftyp',
		);
		expect(lab.simulator.fileRequests.map(({ headers }) => headers.authorization)).toEqual([
			undefined,
		]);
	});

	it('new-api serves the files of its Sora channels itself', async () => {
		const { lab, path } = await openStage('new-api');
		const made = await lab.send('POST', '/videos', { json: { prompt: 'a', model: 'sora-2' } });
		lab.forward(10_000);
		expect((await lab.send('GET', path(made, '/content'))).status).toBe(200);
	});

	it('dynamo answers a render that takes no time', async () => {
		const lab = await openLab({ dialect: 'dynamo', renderMs: 0 });
		const reply = await lab.send('POST', '/videos', { json: { prompt: 'a' } });
		expect(reply.json.status).toBe('completed');
	});

	it('dynamo answers nothing until the render is over, and does not count as in flight', async () => {
		const { lab, create } = await openStage('dynamo');
		let answered = false;
		const reply = create('[never]').then(
			() => (answered = true),
			() => 'closed',
		);
		await eventually(() => lab.simulator.videos.length === 1 && lab.simulator.settled());
		expect(answered).toBe(false);
		await lab.simulator.close();
		expect(await reply).toBe('closed');
	});

	it.each<DialectName>([
		...(['openai', 'vllm-omni', 'sglang', 'trtllm', 'dynamo', 'litellm'] as const),
		...(['new-api', 'poe', 'merge', 'cometapi'] as const),
	])('%s lists a model that makes videos', async (dialect) => {
		const lab = await openLab({ dialect });
		const names = entriesOf((await lab.send('GET', '/models')).json).map(idOf);
		expect(names.some((name) => /sora|wan|veo|kling|hailuo/i.test(name))).toBe(true);
	});
});
