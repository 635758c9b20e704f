import { isJsonObject, type JsonObject } from '../../simulator/http/json';
import { at, closeLabs, entriesOf, epochMs, idOf, type Lab, openLab, png, textAt } from './client';

afterEach(closeLabs);

const idsOf = (list: JsonObject) => entriesOf(list).map(idOf);

describe('the life of a render', () => {
	it('goes from queued over moving progress to completed, by the clock alone', async () => {
		const lab = await openLab({ queueMs: 2_000 });
		const id = idOf(await lab.create({ prompt: 'A paper boat' }));
		const seen = [];
		for (const ms of [0, 1_999, 1, 5_000, 4_999, 1]) {
			lab.forward(ms);
			const { json } = await lab.send('GET', `/videos/${id}`);
			seen.push([json.status, json.progress, json.completed_at]);
		}
		expect(seen).toEqual([
			['queued', 0, null],
			['queued', 0, null],
			['in_progress', 0, null],
			['in_progress', 50, null],
			['in_progress', 99, null],
			['completed', 100, epochMs / 1000 + 12],
		]);
	});

	it.each([
		{ words: '[fail]', status: 'failed', code: 'server_error', afterMs: 10_000 },
		{ words: '[policy]', status: 'failed', code: 'moderation_blocked', afterMs: 2_000 },
		{ words: '[slow]', status: 'in_progress', code: null, afterMs: 49_999 },
		{ words: '[slow]', status: 'completed', code: null, afterMs: 50_000 },
		{ words: '[3s]', status: 'completed', code: null, afterMs: 3_000 },
		{ words: '[never]', status: 'in_progress', code: null, afterMs: 1e9 },
	])(
		'is steered by $words to $status after $afterMs ms',
		async ({ words, status, code, afterMs }) => {
			const lab = await openLab();
			const id = idOf(await lab.create({ prompt: `A boat ${words}` }));
			lab.forward(afterMs);
			const { json } = await lab.send('GET', `/videos/${id}`);
			expect([json.status, at(json.error, 'code') ?? null]).toEqual([status, code]);
		},
	);

	it('fails a [flaky] prompt once, so that rendering again can be tried', async () => {
		const lab = await openLab();
		await lab.create({ prompt: '[flaky] boat' });
		await lab.create({ prompt: '[flaky] boat' });
		lab.forward(10_000);
		expect(lab.simulator.videos.map((video) => video.status)).toEqual(['failed', 'completed']);
	});

	it('takes render time, queue time and outcome from functions of the request', async () => {
		const lab = await openLab({
			renderMs: ({ seconds }) => seconds * 1000,
			outcome: ({ prompt }) =>
				prompt === 'bad' ? { result: 'failed', code: 'x', message: 'y' } : undefined,
		});
		await lab.create({ prompt: 'bad', seconds: '8' });
		await lab.create({ prompt: 'good', seconds: '12' });
		lab.forward(8_000);
		expect(lab.simulator.videos.map((video) => video.status)).toEqual(['failed', 'in_progress']);
	});

	it('renders no more at a time than there are slots, in the order they came', async () => {
		const lab = await openLab({ maxRunning: 2 });
		for (const prompt of ['a', 'b', 'c', 'd', 'e']) await lab.create({ prompt });
		const words = () => lab.simulator.videos.map((video) => video.status[0]).join('');
		const seen = [words()];
		for (const ms of [9_999, 1, 10_000, 10_000]) {
			lab.forward(ms);
			seen.push(words());
		}
		expect(seen).toEqual(['iiqqq', 'iiqqq', 'cciiq', 'cccci', 'ccccc']);
	});

	it('gives the slot of a deleted render to the next one', async () => {
		const lab = await openLab({ maxRunning: 1, deleteUnfinished: 'cancel' });
		const id = idOf(await lab.create({ prompt: 'a [never]' }));
		await lab.create({ prompt: 'b' });
		lab.forward(1_000);
		expect((await lab.send('DELETE', `/videos/${id}`)).status).toBe(200);
		lab.forward(10_000);
		expect(lab.simulator.videos.map(({ deleted, status }) => [deleted, status])).toEqual([
			[true, 'in_progress'],
			[false, 'completed'],
		]);
	});

	it('names a wait for the next poll only while unfinished', async () => {
		const lab = await openLab({ pollAfterMs: 1_500 });
		const id = idOf(await lab.create({ prompt: 'a' }));
		const header = async () =>
			(await lab.send('GET', `/videos/${id}`)).headers.get('openai-poll-after-ms');
		expect(await header()).toBe('1500');
		lab.forward(10_000);
		expect(await header()).toBeNull();
	});
});

describe('lists', () => {
	const fill = async (lab: Lab, count: number) => {
		for (let n = 0; n < count; n += 1) await lab.create({ prompt: `video ${n}` });
	};

	it('pages through everything once, newest first, by cursor', async () => {
		const lab = await openLab();
		await fill(lab, 5);
		const pages: string[][] = [];
		let after = '';
		for (let more = true; more;) {
			const { json } = await lab.send('GET', `/videos?limit=2${after}`);
			pages.push(idsOf(json));
			after = `&after=${textAt(json, 'last_id')}`;
			more = json.has_more === true;
		}
		const made = lab.simulator.videos.map((video) => video.id).reverse();
		expect(pages).toEqual([made.slice(0, 2), made.slice(2, 4), made.slice(4)]);
	});

	it('lists oldest first on demand, and nothing for limit 0', async () => {
		const lab = await openLab();
		await fill(lab, 2);
		const made = lab.simulator.videos.map((video) => video.id);
		expect(idsOf((await lab.send('GET', '/videos?order=asc')).json)).toEqual(made);
		const empty = (await lab.send('GET', '/videos?limit=0')).json;
		expect(empty).toEqual({
			object: 'list',
			data: [],
			first_id: null,
			last_id: null,
			has_more: true,
		});
	});

	it.each(['limit=101', 'limit=-1', 'limit=two', 'order=up', 'after=video_nobody'])(
		'refuses %s',
		async (query) => {
			const lab = await openLab();
			const reply = await lab.send('GET', `/videos?${query}`);
			expect(reply.status).toBe(400);
			expect(at(reply.json, 'error', 'param')).toBe(query.split('=')[0]);
		},
	);
});

describe('deleting', () => {
	it('removes a finished video and refuses an unfinished one', async () => {
		const lab = await openLab();
		const id = idOf(await lab.create({ prompt: 'a' }));
		const path = `/videos/${id}`;
		expect((await lab.send('DELETE', path)).status).toBe(400);
		lab.forward(10_000);
		const deleted = await lab.send('DELETE', path);
		expect(deleted.json).toEqual({ id, object: 'video.deleted', deleted: true });
		const after = [path, `${path}/content`].map((each) => lab.send('GET', each));
		expect((await Promise.all(after)).map(({ status }) => status)).toEqual([404, 404]);
		expect(idsOf((await lab.send('GET', '/videos')).json)).toEqual([]);
	});
});

describe('videos made from videos', () => {
	const finished = async (lab: Lab, fields: JsonObject = {}) => {
		const id = idOf(
			await lab.create({
				prompt: 'a boat',
				size: '1280x720',
				seconds: '8',
				...fields,
			}),
		);
		lab.forward(10_000);
		return id;
	};

	it('remixes a completed video and names its source', async () => {
		const lab = await openLab();
		const id = await finished(lab);
		const { json } = await lab.send('POST', `/videos/${id}/remix`, { json: { prompt: 'red' } });
		expect(json).toMatchObject({ remixed_from_video_id: id, seconds: '8', size: '1280x720' });
	});

	it.each([
		{ encoding: 'JSON', body: (id: string) => ({ json: { prompt: 'red', video: { id } } }) },
		{ encoding: 'a form', body: (id: string) => ({ form: { prompt: 'red', 'video[id]': id } }) },
	])('edits a video named in $encoding', async ({ body }) => {
		const lab = await openLab();
		const id = await finished(lab);
		const reply = await lab.send('POST', '/videos/edits', body(id));
		expect([reply.status, reply.json.prompt]).toEqual([200, 'red']);
		expect(lab.simulator.videos.at(-1)).toMatchObject({ kind: 'edit', sourceId: id });
	});

	it('edits an uploaded file, which needs a model', async () => {
		const lab = await openLab();
		const video = new Blob([Buffer.from('\0\0\0\x1cftypmp42')], { type: 'video/mp4' });
		const form = { prompt: 'red', model: 'sora-2-pro', video };
		expect((await lab.send('POST', '/videos/edits', { form })).json.model).toBe('sora-2-pro');
		const text = new Blob(['no video'], { type: 'video/mp4' });
		expect(
			(await lab.send('POST', '/videos/edits', { form: { ...form, video: text } })).status,
		).toBe(400);
	});

	it('extends a video to the stitched length, up to 120 s', async () => {
		const lab = await openLab();
		let id = await finished(lab);
		const seconds: unknown[] = [];
		for (let n = 0; n < 6; n += 1) {
			const json = { prompt: 'on', seconds: '20', video: { id } };
			const reply = await lab.send('POST', '/videos/extensions', { json });
			seconds.push(reply.json.seconds ?? reply.status);
			lab.forward(10_000);
			id = reply.status === 200 ? textAt(reply.json, 'id') : id;
		}
		expect(seconds).toEqual(['28', '48', '68', '88', '108', 400]);
	});

	it.each(['/videos/{id}/remix', '/videos/edits', '/videos/extensions'])(
		'%s refuses a source that is not completed, or unknown',
		async (path) => {
			const lab = await openLab();
			const id = idOf(await lab.create({ prompt: 'a' }));
			const post = async (source: string) => {
				const json = { prompt: 'b', seconds: '4', video: { id: source } };
				return (await lab.send('POST', path.replace('{id}', source), { json })).status;
			};
			expect([await post(id), await post('video_nobody')]).toEqual([400, 404]);
		},
	);

	it('makes characters, which then may appear in a video', async () => {
		const lab = await openLab();
		const video = new Blob([Buffer.from('\0\0\0\x1cftypmp42')], { type: 'video/mp4' });
		const made = await lab.send('POST', '/videos/characters', { form: { name: 'Mossy', video } });
		const id = textAt(made.json, 'id');
		expect((await lab.send('GET', `/videos/characters/${id}`)).json).toEqual(made.json);
		const create = (character: string) =>
			lab.send('POST', '/videos', {
				form: { prompt: 'Mossy runs', 'characters[][id]': character },
			});
		expect([(await create(id)).status, (await create('char_nobody')).status]).toEqual([200, 400]);
		const json = await lab.send('POST', '/videos/characters', { json: { name: 'Mossy' } });
		expect(json.status).toBe(415);
	});
});

describe('what a test can see', () => {
	it('logs every request with headers, fields, files and status', async () => {
		const lab = await openLab();
		const form = {
			prompt: 'a boat',
			size: '1280x720',
			lora: '{"name":"x"}',
			input_reference: png(1280, 720),
		};
		const { json } = await lab.send('POST', '/videos', { form });
		await lab.send('GET', '/videos?limit=3');
		expect(lab.simulator.requests).toMatchObject([
			{
				route: 'create',
				method: 'POST',
				path: '/v1/videos',
				contentType: 'multipart/form-data',
				bodyKind: 'multipart',
				headers: { authorization: 'Bearer sk-simulator' },
				body: { prompt: 'a boat', size: '1280x720', lora: '{"name":"x"}' },
				fieldNames: ['prompt', 'size', 'lora'],
				files: [{ name: 'input_reference', filename: 'upload', type: 'image/png', bytes: 64 }],
				videoId: json.id,
				status: 200,
				atMs: epochMs,
			},
			{ route: 'list', query: { limit: '3' }, status: 200, videoId: null },
		]);
	});

	it('keeps fields without meaning, and echoes them only on demand', async () => {
		const [plain, echo] = [await openLab(), await openLab({ echoExtraFields: true })];
		const fields = { prompt: 'a', seed: 7, steps: 30, lora: { name: 'x' } };
		const shown = await Promise.all([plain.create(fields), echo.create(fields)]);
		expect(plain.simulator.videos[0]).toMatchObject({
			seed: 7,
			extra: { steps: 30, lora: { name: 'x' } },
		});
		expect(shown.map((video) => [video.steps, isJsonObject(video.lora)])).toEqual([
			[undefined, false],
			[30, true],
		]);
	});

	it('forgets everything on reset, and answers a request id to everything', async () => {
		const lab = await openLab();
		await lab.create({ prompt: 'a' });
		lab.simulator.order({ fault: { kind: 'html' } });
		lab.simulator.reset();
		expect([lab.simulator.requests, lab.simulator.videos]).toEqual([[], []]);
		const replies = await Promise.all(['/videos', '/nothing'].map((path) => lab.send('GET', path)));
		expect(replies.map(({ status }) => status)).toEqual([200, 404]);
		const ids = replies.map(({ headers }) => headers.get('x-request-id'));
		expect(ids).toEqual(lab.simulator.requests.map((entry) => entry.requestId));
		expect(ids.every((id) => /^req_[0-9a-f]{32}$/.test(id ?? ''))).toBe(true);
	});

	it('counts what is in flight, but not what hangs', async () => {
		const lab = await openLab();
		lab.simulator.order({ match: { path: 'list' }, fault: { kind: 'hang' } });
		const gone = new AbortController();
		const hung = lab.send('GET', '/videos', { signal: gone.signal }).catch(() => 'gone');
		while (lab.simulator.requests[0]?.faults.length !== 1) await new Promise(setImmediate);
		expect([lab.simulator.inFlight, lab.simulator.settled()]).toEqual([0, true]);
		gone.abort();
		expect(await hung).toBe('gone');
	});
});
