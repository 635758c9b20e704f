import { SoraError } from '../../../../nodes/Sora/api/errors';
import { videoSchema, type Video } from '../../../../nodes/Sora/api/video';
import { downloadFile } from '../../../../nodes/Sora/files/download';
import type { Variant } from '../../../../nodes/Sora/files/mediaType';
import { file, hang, json, text } from '../../../support/answers';
import { fixture } from '../../../support/fixtures';
import { useLab } from '../lab';
import { film, sha256 } from './film';

const lab = useLab();

const read = (answer: object): Video =>
	videoSchema.parse({ id: 'v1', status: 'completed', ...answer });

async function download(video: Video, variant: Variant, cancelSignal?: AbortSignal) {
	const { server, context, stored } = await lab.open(cancelSignal ? { cancelSignal } : {});
	const outcome: unknown = await lab
		.run(downloadFile(context, server, video, variant))
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

	await expect(lab.run(downloadFile(context, server, read({}), 'video'))).rejects.toMatchObject({
		message: 'ENOSPC: disk full',
		details: { videoId: 'v1' },
	});
});

describe('a film that has expired is called so:', () => {
	const past = Date.UTC(2026, 10, 20) / 1000;

	it.each([
		{ name: 'by the time the server named', video: { expires_at: past }, answer: json({}, 404) },
		{
			name: 'by the words of the server',
			video: {},
			answer: json({ detail: 'Video expired' }, 404),
		},
	])('$name', async ({ video, answer }) => {
		lab.home.plan(answer);

		const { outcome } = await download(read(video), 'video');

		expect(outcome).toMatchObject({ kind: 'expired', details: { videoId: 'v1' } });
		expect(lab.home.lines).toHaveLength(1);
	});
});
