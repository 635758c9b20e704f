import { videoSchema } from '../../../../nodes/Sora/services/video';
import { awaitClip, deliver, type Delivery } from '../../../../nodes/Sora/clip/deliver';
import { after, file, hang, json, text } from '../../../support/answers';
import type { FakeOptions } from '../../../support/fakeContext';
import { fixture } from '../../../support/fixtures';
import { film, sha256 } from '../files/film';
import { useLab } from '../lab';
import { inTurn, openItemRun } from '../run/itemRun';

const lab = useLab();

const whole = film(50_000);
const webp = fixture('openai.content.thumbnail').bytes;
const everything: Delivery = {
	wait: true,
	variants: ['video', 'thumbnail', 'spritesheet'],
	field: 'data',
	firstByteMs: 300_000,
	deleteAfterDownload: false,
};

async function give(video: object, more: Partial<Delivery> = {}, options: FakeOptions = {}) {
	const { run, opened } = await openItemRun(lab, options);
	const parsed = videoSchema.parse({ id: 'v1', status: 'queued', ...video });
	const delivery = { ...everything, ...more };
	const facts = { waitMs: 0, statusRequests: 0 };
	const item = await lab.run(
		inTurn(
			run,
			async (turn) => {
				const clip = delivery.wait ? await awaitClip(run, parsed) : { video: parsed, facts };
				return await deliver(run, turn, clip, delivery);
			},
			{ itemIndex: 2 },
		),
	);
	await lab.run(run.deletions.run(run.server, run.memory));
	return { item, run, stored: opened.stored };
}

const completed = { status: 'completed' };
const finished = { id: 'v1', ...completed };
const done = json(finished);
const content = 'GET /v1/videos/v1/content';

describe('a render is delivered', () => {
	it('with all its files, each in its own field', async () => {
		lab.home.plan(json({ id: 'v1', status: 'running' }), done, file(whole), text(webp), text(webp));

		const { item, stored } = await give({});

		expect(item).toMatchObject({
			json: { id: 'v1', status: 'completed' },
			binary: {
				data: { fileName: 'v1.mp4' },
				data_thumbnail: { fileName: 'v1_thumbnail.webp' },
				data_spritesheet: { fileName: 'v1_spritesheet.webp' },
			},
			pairedItem: { item: 2 },
		});
		expect(item.json).not.toHaveProperty('missingFiles');
		expect(item.json).not.toHaveProperty('missingFileReasons');
		expect(stored.map((one) => one.sha256)).toEqual([whole, webp, webp].map(sha256));
		expect(lab.home.lines).toEqual([
			'GET /v1/videos/v1',
			'GET /v1/videos/v1',
			content,
			`${content}?variant=thumbnail`,
			`${content}?variant=spritesheet`,
		]);
	});

	it.each([
		{ name: 'after a wait', video: {}, looks: [json({ ...finished, expires_at: 1_000_000_000 })] },
		{ name: 'at once', video: { ...finished, expires_at: 1_000_000_000 }, looks: [] },
	])('$name even where n8n’s clock says that it has expired', async ({ video, looks }) => {
		lab.home.plan(...looks, file(whole));

		const { stored } = await give(video, { variants: ['video'] });

		expect(stored.map((one) => one.sha256)).toEqual([sha256(whole)]);
	});

	it('although a thumbnail is missing, which is named with the reason', async () => {
		lab.home.plan(file(whole), json({ detail: 'No pictures here' }, 400), text(webp));

		const { item } = await give(completed);

		expect(item.json).toMatchObject({ missingFiles: ['thumbnail'] });
		expect(item.json.missingFileReasons).toEqual({
			thumbnail: 'The server refused the request: No pictures here (HTTP 400)',
		});
		expect(Object.keys(item.binary ?? {})).toEqual(['data', 'data_spritesheet']);
	});

	it('in the chosen field when it is the only file', async () => {
		lab.home.plan(text(webp));

		const { item } = await give(completed, { variants: ['thumbnail'], field: 'cover' });

		expect(Object.keys(item.binary ?? {})).toEqual(['cover']);
	});

	it('without any file when none is wanted', async () => {
		const { item } = await give(completed, { variants: [] });

		expect(item).not.toHaveProperty('binary');
		expect(lab.home.lines).toEqual([]);
	});

	it('in short for an agent, the file beside it', async () => {
		lab.home.plan(file(whole));

		const { item } = await give(
			{ ...completed, usage: { cost: 1 } },
			{ variants: ['video'] },
			{ isTool: true },
		);

		expect(item.json).not.toHaveProperty('usage');
		expect(item.binary).toHaveProperty('data');
	});
});

describe('without waiting', () => {
	it('the item leaves at once, and nothing more is sent', async () => {
		const { item } = await give({ usage: { cost: 1 } }, { wait: false });

		expect(item).toMatchObject({ json: { id: 'v1', status: 'queued', usage: { cost: 1 } } });
		expect(item).not.toHaveProperty('binary');
		expect(lab.home.lines).toEqual([]);
	});

	it('a file that came along with the answer is kept: it exists nowhere else', async () => {
		const { item, stored } = await give(
			{ ...completed, data: [{ b64_json: whole.toString('base64') }] },
			{ wait: false, variants: ['video'] },
		);

		expect(item.binary).toHaveProperty('data');
		expect(stored.map((one) => one.sha256)).toEqual([sha256(whole)]);
		expect(lab.home.lines).toEqual([]);
	});

	it('a completed video whose file lies elsewhere is not fetched', async () => {
		await give({ ...completed, url: 'https://cdn.example.com/a.mp4' }, { wait: false });

		expect(lab.home.lines).toEqual([]);
	});
});

describe('a video that cannot be delivered is an error with its id:', () => {
	it('a failed render', async () => {
		const error = { code: 'moderation_blocked', message: 'No' };

		await expect(give({ status: 'failed', error })).rejects.toMatchObject({
			kind: 'policy',
			details: { videoId: 'v1' },
		});
		expect(lab.home.lines).toEqual([]);
	});

	it('an expired one, once the server has said that it is gone', async () => {
		lab.home.plan(json({ detail: 'No such file' }, 404));

		await expect(give({ ...completed, expires_at: 1_000_000_000 })).rejects.toMatchObject({
			kind: 'expired',
			details: { videoId: 'v1' },
		});
		expect(lab.home.lines).toEqual([content]);
	});

	it('one whose film cannot be had', async () => {
		lab.home.plan(json({ detail: 'No rights' }, 403));

		await expect(give(completed, { deleteAfterDownload: true })).rejects.toMatchObject({
			kind: 'auth',
			details: { videoId: 'v1' },
		});
		expect(lab.home.lines).toEqual([content]);
	});
});

describe('the server’s copy is deleted', () => {
	const wish = { deleteAfterDownload: true, variants: ['video' as const] };

	it('when the film has arrived', async () => {
		lab.home.plan(file(whole), json({ deleted: true }));

		const { item } = await give(completed, wish);

		expect(item.json).toMatchObject({ deletedFromServer: true });
		expect(lab.home.lines).toEqual([content, 'DELETE /v1/videos/v1']);
	});

	it.each([
		{ name: 'when nobody wishes it', more: { variants: ['video' as const] }, answer: file(whole) },
		{
			name: 'when only a picture was fetched',
			more: { ...wish, variants: ['thumbnail' as const] },
			answer: text(webp),
		},
	])('not $name', async ({ more, answer }) => {
		lab.home.plan(answer);

		const { item } = await give(completed, more);

		expect(item.json).not.toHaveProperty('deletedFromServer');
		expect(lab.home.lines).toHaveLength(1);
	});

	it.each([
		{
			name: 'refuses',
			answer: json({ detail: 'Method Not Allowed' }, 405),
			said: 'Method Not Allowed',
		},
		{ name: 'does not answer', answer: hang, said: 'did not answer' },
	])('or it is said that the server $name; the film is kept', async ({ answer, said }) => {
		lab.home.plan(file(whole));
		lab.home.always(answer);

		const { item, stored } = await give(completed, wish);

		expect(item.json).toMatchObject({
			deletedFromServer: false,
			deleteProblem: expect.stringContaining(said) as string,
		});
		expect(stored).toHaveLength(1);
	});

	it('or it is said that the server did not do it', async () => {
		lab.home.plan(file(whole), json({ deleted: false }));

		expect((await give(completed, wish)).item.json).toMatchObject({ deletedFromServer: false });
	});
});

describe('an item tells what its clip has cost', () => {
	const wan = { ...completed, model: 'wan', seconds: '4', size: '640x360' };
	const facts = { waitMs: 1_500, statusRequests: 2, tries: 1, reused: false, resumed: false };

	async function cost(changes: Partial<typeof facts>, pricePerSecond?: number) {
		const spending = pricePerSecond === undefined ? {} : { pricePerSecond };
		const { run } = await openItemRun(lab, { spending });
		lab.home.plan(file(whole));
		const clip = {
			video: videoSchema.parse({ id: 'v1', ...wan }),
			facts: { ...facts, ...changes },
		};
		const delivery = { ...everything, variants: ['video' as const] };
		const item = await lab.run(
			inTurn(run, async (turn) => await deliver(run, turn, clip, delivery), { version: 3 }),
		);
		return { json: item.json.run, sentence: run.tally.sentence(0) };
	}

	it('by the price of the user, each try of it', async () => {
		expect(await cost({ tries: 3 }, 0.1)).toEqual({
			json: {
				renderSeconds: null,
				waitSeconds: 1.5,
				statusRequests: 2,
				version: 3,
				tries: 3,
				reused: false,
				resumed: false,
				estimatedCostUsd: 1.2,
			},
			sentence: '1 clip, estimated cost $1.20.',
		});
	});

	it('as nothing, where it was reused', async () => {
		expect(await cost({ reused: true }, 0.1)).toMatchObject({
			json: { reused: true, estimatedCostUsd: 0 },
			sentence: '1 clip, 1 reused, estimated cost $0.00.',
		});
	});

	it('not at all, where nobody knows', async () => {
		expect(await cost({})).toMatchObject({
			json: { estimatedCostUsd: null },
			sentence: '1 clip.',
		});
	});
});

it('the slot is free for the next render while the files are fetched', async () => {
	const { run } = await openItemRun(lab, { parallelRenders: 1 });
	lab.home.always(after(10_000, file(whole)));
	const begunMs: number[] = [];
	const one = async () =>
		await inTurn(run, async (turn) => {
			begunMs.push(lab.elapsedMs());
			const facts = { waitMs: 0, statusRequests: 0 };
			const clip = { video: videoSchema.parse({ id: 'v1', ...completed }), facts };
			return await deliver(run, turn, clip, { ...everything, variants: ['video'] });
		});
	await lab.run(Promise.all([one(), one()]));

	expect(begunMs).toEqual([0, 0]);
});

it.each([
	{ name: 'as many as there are parallel renders', parallelRenders: 3, most: 3 },
	{ name: 'no more than ten', parallelRenders: 20, most: 10 },
])('files are fetched side by side, $name', async ({ parallelRenders, most }) => {
	const { run } = await openItemRun(lab, { parallelRenders });
	let running = 0;
	let mostRunning = 0;
	lab.home.always((response, request) => {
		mostRunning = Math.max(mostRunning, ++running);
		response.on('close', () => running--);
		after(10_000, file(whole))(response, request);
	});
	const facts = { waitMs: 0, statusRequests: 0 };
	const delivery = { ...everything, variants: ['video' as const] };
	const clips = Array.from({ length: 20 }, async (_none, index) => {
		const video = videoSchema.parse({ id: `v${index}`, ...completed });
		return await inTurn(run, async (turn) => await deliver(run, turn, { video, facts }, delivery));
	});
	await lab.run(Promise.all(clips));

	expect(mostRunning).toBe(most);
});

it('a file that did not arrive is no reason to delete the video', async () => {
	const { run } = await openItemRun(lab);
	lab.home.always(json({}, 500));
	const facts = { waitMs: 0, statusRequests: 0 };
	const clip = { video: videoSchema.parse({ id: 'v1', ...completed }), facts };
	const delivery = { ...everything, deleteAfterDownload: true };

	await expect(
		lab.run(inTurn(run, async (turn) => await deliver(run, turn, clip, delivery))),
	).rejects.toMatchObject({ kind: 'serverUnreachable' });
	await lab.run(run.deletions.run(run.server, run.memory));
	expect(lab.home.lines.filter((line) => line.startsWith('DELETE'))).toEqual([]);
});
