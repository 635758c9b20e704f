import { SoraError } from '../../../../nodes/Sora/api/errors';
import { videoSchema, type Video } from '../../../../nodes/Sora/services/video';
import { downloadFile } from '../../../../nodes/Sora/files/download';
import type { Variant } from '../../../../nodes/Sora/files/mediaType';
import { file, hang, json, text } from '../../../support/answers';
import { fixture } from '../../../support/fixtures';
import { useLab } from '../lab';
import { film, sha256 } from './film';

const lab = useLab();

const read = (answer: object): Video =>
	videoSchema.parse({ id: 'v1', status: 'completed', ...answer });

const now = Date.UTC(2026, 10, 21);

async function download(video: Video, variant: Variant, cancelSignal?: AbortSignal) {
	const { server, context, stored } = await lab.open(cancelSignal ? { cancelSignal } : {});
	const outcome: unknown = await lab
		.run(downloadFile(context, server, video, variant, { firstByteMs: 300_000, serverNowMs: now }))
		.catch((error: unknown) => error);
	return { outcome, stored };
}

describe('a file that the video object carries itself', () => {
	it.each([
		{ name: 'as Dynamo does', video: fixture('dynamo.video.completed-b64').body },
		{
			name: 'as Bifrost does',
			video: { videos: [{ type: 'base64', base64: film(28).toString('base64') }] },
		},
		{
			name: 'as a data URL',
			video: { url: `data:video/mp4;base64,${film(28).toString('base64')}` },
		},
	])('$name is kept, as it exists nowhere else, without any request', async ({ video }) => {
		const { outcome, stored } = await download(read(Object(video) as object), 'video');

		expect(outcome).toMatchObject({ mimeType: 'video/mp4' });
		expect(stored.map((one) => one.sha256)).toEqual([sha256(film(28))]);
		expect(lab.home.lines).toEqual([]);
	});

	it('and that is no film is an error', async () => {
		const page = Buffer.from('<html>Sorry</html>').toString('base64');

		const { outcome, stored } = await download(read({ b64_json: page }), 'video');

		expect(outcome).toMatchObject({ kind: 'notSupported', details: { videoId: 'v1' } });
		expect(stored).toEqual([]);
	});

	it('is not taken for a thumbnail', async () => {
		lab.home.plan(text(fixture('openai.content.thumbnail').bytes));

		const video = read({ b64_json: film(28).toString('base64') });
		const { outcome } = await download(video, 'thumbnail');

		expect(outcome).toMatchObject({ mimeType: 'image/webp' });
	});
});

describe('a thumbnail or spritesheet', () => {
	const webp = fixture('openai.content.thumbnail').bytes;

	it.each([
		{ variant: 'thumbnail', fileName: 'v1_thumbnail.webp' },
		{ variant: 'spritesheet', fileName: 'v1_spritesheet.webp' },
	] as const)('is stored under its own name ($variant)', async ({ variant, fileName }) => {
		lab.home.plan(text(webp, 200, { 'content-type': 'video/mp4' }));

		const { outcome, stored } = await download(read({}), variant);

		expect(outcome).toMatchObject({ fileName, mimeType: 'image/webp' });
		expect(stored.map((one) => one.sha256)).toEqual([sha256(webp)]);
		expect(lab.home.lines).toEqual([`GET /v1/videos/v1/content?variant=${variant}`]);
	});

	it.each([
		{
			name: 'that the server does not know',
			answer: json({ detail: 'No such variant' }, 404),
			requests: 2,
			says: 'No such variant (HTTP 404)',
		},
		{
			name: 'that the server calls a wrong word',
			answer: json({ detail: 'Unknown word' }, 400),
			requests: 1,
			says: 'Unknown word (HTTP 400)',
		},
		{
			name: 'in whose place the video comes',
			answer: file(film(5_000)),
			requests: 1,
			says: 'a file of type video/mp4 in place of the thumbnail',
		},
		{
			name: 'that never comes',
			answer: hang,
			requests: 2,
			says: 'did not answer within 30 seconds',
		},
	])('$name costs nobody the video, and it is said why', async ({ answer, requests, says }) => {
		lab.home.always(answer);

		const { outcome, stored } = await download(read({}), 'thumbnail');

		expect(outcome).toBeInstanceOf(SoraError);
		expect(outcome).toMatchObject({ message: expect.stringContaining(says) as string });
		expect(stored).toEqual([]);
		expect(lab.home.lines).toHaveLength(requests);
		expect(lab.elapsedMs()).toBeLessThan(70_000);
	});

	it('is not looked for where the film is kept', async () => {
		const cloud = await lab.abroad();
		lab.home.always(json({}, 400));

		await download(read({ url: `${cloud.origin}/a.mp4` }), 'thumbnail');

		expect(cloud.lines).toEqual([]);
	});

	it('is an error where the key is wrong, or the run was stopped', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 500);
		lab.home.plan(json({}, 401), hang);

		const refused = await download(read({}), 'thumbnail');
		const stopped = await download(read({}), 'thumbnail', cancel.signal);

		expect(refused.outcome).toMatchObject({ kind: 'auth' });
		expect(stopped.outcome).toMatchObject({ kind: 'cancelled' });
	});
});

it('a storage that is full is said to be so, with the id of the video', async () => {
	lab.home.plan(file(film(5_000)));
	const { server, context } = await lab.open();
	jest
		.spyOn(context.helpers, 'prepareBinaryData')
		.mockRejectedValue(new Error('ENOSPC: disk full'));

	await expect(
		lab.run(
			downloadFile(context, server, read({}), 'video', { firstByteMs: 300_000, serverNowMs: now }),
		),
	).rejects.toMatchObject({
		message: 'ENOSPC: disk full',
		details: { videoId: 'v1' },
	});
});

describe('a film whose time is over is asked for', () => {
	const past = { expires_at: now / 1000 - 1 };
	const gone = (status: number, detail = 'No such file') => json({ detail }, status);

	it('and comes where the server still has it', async () => {
		lab.home.plan(file(film(5_000)));

		expect((await download(read(past), 'video')).stored).toHaveLength(1);
	});

	it.each([
		{ name: 'a 404', video: past, answer: gone(404) },
		{ name: 'a 410', video: past, answer: gone(410) },
		{ name: 'a 404 that calls it not ready', video: past, answer: gone(404, 'Not ready') },
		{ name: 'a 404 in plain words', video: {}, answer: gone(404, 'Video expired') },
		{ name: 'a 400 in plain words', video: {}, answer: gone(400, 'This video has expired') },
	])('and called expired after $name, without asking on', async ({ video, answer }) => {
		lab.home.plan(answer);

		const { outcome } = await download(read(video), 'video');

		expect(outcome).toMatchObject({ kind: 'expired', details: { videoId: 'v1' } });
		expect(lab.home.lines).toHaveLength(1);
	});

	it.each([
		{
			name: 'its time is not over',
			video: { expires_at: now / 1000 },
			status: 404,
			kind: 'notFound',
		},
		{
			name: 'the server names seconds to live',
			video: { expires_at: 3600 },
			status: 404,
			kind: 'notFound',
		},
		{ name: 'the server tells no time', video: {}, status: 410, kind: 'notFound' },
		{ name: 'the server fails', video: past, status: 500, kind: 'serverUnreachable' },
		{ name: 'the key may not read it', video: past, status: 403, kind: 'auth' },
	])('and not called expired where $name', async ({ video, status, kind }) => {
		lab.home.always(gone(status));

		expect((await download(read(video), 'video')).outcome).toMatchObject({ kind });
	});

	it.each([
		{ name: 'n8n’s clock is two hours ahead', hours: -2 },
		{ name: 'n8n’s clock is two hours behind', hours: 2 },
	])('and judged by the server’s time where $name', async ({ hours }) => {
		const serverNowMs = now + hours * 3_600_000;
		const video = read({ expires_at: serverNowMs / 1000 + 60 });
		lab.home.plan(gone(404), file(film(5_000)));
		const { server, context, stored } = await lab.open();

		await lab.run(
			downloadFile(context, server, video, 'video', { firstByteMs: 300_000, serverNowMs }),
		);

		expect(stored).toHaveLength(1);
	});
});
