import { deleteVideo, getVideo, listVideos } from '../../../../nodes/Sora/services/videos';
import type { Server } from '../../../../nodes/Sora/api/server';
import { hang, json, text } from '../../../support/answers';
import { fixture } from '../../../support/fixtures';
import { useLab } from '../lab';

const lab = useLab();

const video = { id: 'v1', object: 'video', status: 'queued' };

describe('a look at a video', () => {
	it('that runs at xAI is queued, although the answer says nothing', async () => {
		const { server } = await lab.open({ credential: { service: 'xai' } });
		lab.home.plan(text('', 202));

		const { video: seen } = await lab.run(getVideo(server, 'r-1', { retry: false }));

		expect(seen).toMatchObject({ id: 'r-1', status: 'queued', raw: {} });
		expect(lab.home.lines).toEqual(['GET /v1/videos/r-1']);
	});

	it.each([
		{ name: 'an OpenAI id', id: 'video_1', path: 'video_1' },
		{ name: 'a LiteLLM id', id: 'video_a+b/c==', path: 'video_a%2Bb%2Fc%3D%3D' },
		{ name: 'a Bifrost id', id: 'task_1:runway', path: 'task_1%3Arunway' },
	])('goes to the address of $name', async ({ id, path }) => {
		const { server } = await lab.open();
		lab.home.plan(json(video));

		await lab.run(getVideo(server, id));

		expect(lab.home.lines).toEqual([`GET /v1/videos/${path}`]);
	});

	it('shows it by the id that was asked for, whatever the answer calls it', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({ ...video, id: 'upstream_77' }));

		expect((await lab.run(getVideo(server, 'video_a;model_id:b'))).video).toMatchObject({
			id: 'video_a;model_id:b',
			status: 'queued',
		});
	});

	it('finds a video whose id is longer than a number holds', async () => {
		const { server } = await lab.open();
		const entry = '{"id":1234567890123456789,"status":"queued"}';
		lab.home.plan(text(`{"data":[${entry}]}`), json(video));

		const { entries } = await lab.run(listVideos(server, { limit: 1 }));
		await lab.run(getVideo(server, entries[0]?.id ?? ''));

		expect(lab.home.lines[1]).toBe('GET /v1/videos/1234567890123456789');
	});

	it.each([
		{ name: 'with the pause the server asks for', header: '10000', expected: 10_000 },
		{ name: 'without a pause of nothing', header: '0', expected: null },
		{ name: 'without a pause in words', header: 'soon', expected: null },
	])('comes $name', async ({ header, expected }) => {
		const { server } = await lab.open();
		lab.home.plan(json(video, 200, { 'openai-poll-after-ms': header }));

		expect((await lab.run(getVideo(server, 'v1'))).pollAfterMs).toBe(expected);
	});

	it('comes without a pause where the server names none', async () => {
		const { server } = await lab.open();
		lab.home.plan(json(video));

		expect((await lab.run(getVideo(server, 'v1'))).pollAfterMs).toBeNull();
	});

	it('is repeated, or not, and limited as its caller says', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({}, 503), json(video), hang);

		await lab.run(getVideo(server, 'v1'));
		const last = lab.run(getVideo(server, 'v1', { retry: false, limitMs: 2_000 }));

		await expect(last).rejects.toMatchObject({ kind: 'timeout' });
		expect(lab.home.lines).toHaveLength(3);
		expect(lab.elapsedMs()).toBe(500 + 2_000);
	});
});

describe('an error says which video it is about:', () => {
	it.each<{ name: string; ask: (server: Server) => Promise<unknown> }>([
		{ name: 'a look', ask: async (server) => await getVideo(server, 'v1') },
		{ name: 'a deletion', ask: async (server) => await deleteVideo(server, 'v1') },
	])('of $name, also when it is stopped between two tries', async ({ ask }) => {
		const stop = new AbortController();
		const { server } = await lab.open({ cancelSignal: stop.signal });
		lab.home.plan(json({}, 400), json({}, 503));

		await expect(lab.run(ask(server))).rejects.toMatchObject({ details: { videoId: 'v1' } });
		setTimeout(() => stop.abort(), 100);
		await expect(lab.run(ask(server))).rejects.toMatchObject({
			kind: 'cancelled',
			details: { videoId: 'v1' },
		});
	});
});

describe('a page of the list', () => {
	it.each([
		{ name: 'the first', query: { limit: 20 }, path: '?limit=20' },
		{
			name: 'a later one',
			query: { limit: 5, after: 'a/b=', order: 'asc' },
			path: '?limit=5&after=a%2Fb%3D&order=asc',
		},
	] as const)('is asked for: $name', async ({ query, path }) => {
		const { server } = await lab.open();
		lab.home.plan(json({ data: [] }));

		await lab.run(listVideos(server, query));

		expect(lab.home.lines).toEqual([`GET /v1/videos${path}`]);
	});

	it('leaves out what is no video, and nothing else', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({ data: [video, null, { id: 'v2' }, 5, { ...video, id: 'v3' }] }));

		const { entries, lastId, hasMore } = await lab.run(listVideos(server, { limit: 20 }));

		expect(entries.flatMap((entry) => entry.read()?.id ?? [])).toEqual(['v1', 'v3']);
		expect({ lastId, hasMore }).toEqual({ lastId: 'v3', hasMore: false });
	});

	it('is looked at only so far, by ids and times', async () => {
		const { server } = await lab.open();
		const data = Array.from({ length: 10_001 }, (_none, n) => ({ id: `v${n}`, created_at: n + 1 }));
		lab.home.plan(json({ data }));

		const { entries, isCut, hasMore } = await lab.run(listVideos(server, { limit: 100 }));

		expect(entries).toHaveLength(10_000);
		expect(entries[1]).toMatchObject({ id: 'v1', createdAtSeconds: 2 });
		expect({ isCut, hasMore }).toEqual({ isCut: true, hasMore: false });
	});

	it('is read although its cursors are of a strange kind', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({ data: [video], last_id: 7, has_more: 'yes' }));

		expect(await lab.run(listVideos(server, { limit: 1 }))).toMatchObject({
			lastId: 'v1',
			hasMore: true,
		});
	});

	it('of a server without a list is said to be missing', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({ detail: 'Not Found' }, 404));

		await expect(lab.run(listVideos(server, { limit: 20 }))).rejects.toMatchObject({
			kind: 'notSupported',
			message: expect.stringContaining('cannot list videos') as string,
		});
	});
});

describe('a deletion', () => {
	it.each([
		{ name: 'as OpenAI says it', answer: json({ id: 'v1', deleted: true }), expected: true },
		{ name: 'as SGLang says it', answer: json({ ...video, status: 'deleted' }), expected: true },
		{ name: 'without a word', answer: text('', 204), expected: true },
		{ name: 'with a word that is no JSON', answer: text('OK'), expected: true },
		{ name: 'with a strange word', answer: json({ deleted: 'yes' }), expected: true },
		{ name: 'that did not happen', answer: json({ deleted: false }), expected: false },
	])('$name is $expected', async ({ answer, expected }) => {
		const { server } = await lab.open();
		lab.home.plan(answer);

		await expect(lab.run(deleteVideo(server, 'a/b'))).resolves.toBe(expected);
		expect(lab.home.lines).toEqual(['DELETE /v1/videos/a%2Fb']);
	});

	it.each([
		{ name: 'of a video that is gone', status: 410, kind: 'notFound' },
		{ name: 'that the server does not know', status: 405, kind: 'notSupported' },
	])('$name is an error of its own kind', async ({ status, kind }) => {
		const { server } = await lab.open();
		lab.home.plan(json({ detail: 'no' }, status));

		await expect(lab.run(deleteVideo(server, 'v1'))).rejects.toMatchObject({ kind });
		expect(lab.home.lines).toHaveLength(1);
	});

	it.each([
		{ name: 'is gone', look: json({}, 404), kind: 'notFound', message: 'does not know this video' },
		{
			name: 'is shown as deleted',
			look: json({ ...video, status: 'deleted' }),
			kind: 'notFound',
			message: 'does not know this video',
		},
		{
			name: 'is still there',
			look: json(video),
			kind: 'notSupported',
			message: 'The server cannot delete videos',
		},
		{
			name: 'may be there',
			look: json({ message: 'busy' }, 400),
			kind: 'badInput',
			message: 'busy',
		},
	])(
		'that is answered by 404 is followed by a look: the video $name',
		async ({ look, kind, message }) => {
			const { server } = await lab.open();
			lab.home.plan(json({ detail: 'Not Found' }, 404), look);

			await expect(lab.run(deleteVideo(server, 'v1'))).rejects.toMatchObject({
				kind,
				message: expect.stringContaining(message) as string,
				details: { videoId: 'v1' },
			});
			expect(lab.home.lines).toEqual(['DELETE /v1/videos/v1', 'GET /v1/videos/v1']);
		},
	);

	it.each([
		{ name: 'the server’s reason', body: fixture('vllm-omni.error.409-delete').body },
		{ name: 'the video itself', body: { ...video, status: 'in_progress' } },
	])('refused with $name while the render runs is no success', async ({ body }) => {
		const { server } = await lab.open();
		lab.home.always(json(body, 409));

		await expect(lab.run(deleteVideo(server, 'v1'))).rejects.toMatchObject({ kind: 'notReady' });
		expect(lab.home.lines).toHaveLength(5);
	});

	it('is tried again while the server cancels the render', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({ detail: 'Cancellation in progress' }, 409), json({ deleted: true }));

		await expect(lab.run(deleteVideo(server, 'v1'))).resolves.toBe(true);
		expect(lab.home.lines).toHaveLength(2);
	});
});

describe('a page tells of the server', () => {
	it.each([
		{
			name: 'its clock and its pace',
			headers: { date: 'Sat, 21 Nov 2026 00:10:00 GMT', 'openai-poll-after-ms': '7000' },
			clockMs: Date.UTC(2026, 10, 21, 0, 10),
			pollAfterMs: 7_000,
		},
		{
			name: 'nothing that makes sense',
			headers: { date: 'today', 'openai-poll-after-ms': '-5' },
			clockMs: null,
			pollAfterMs: null,
		},
	])('$name', async ({ headers, clockMs, pollAfterMs }) => {
		const { server } = await lab.open();
		lab.home.plan(json({ data: [] }, 200, headers));

		expect(await lab.run(listVideos(server, { limit: 1 }))).toMatchObject({ pollAfterMs });
		// Without a word of the server's it is n8n's own.
		expect(server.clock.nowMs()).toBe(clockMs ?? Date.now());
	});

	it('once only, for a caller with a schedule of its own', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({}, 503));

		await expect(lab.run(listVideos(server, { limit: 1 }, { retry: false }))).rejects.toMatchObject(
			{ details: { status: 503 } },
		);
		expect(lab.home.lines).toHaveLength(1);
	});
});
