import { SoraError } from '../../../../nodes/Sora/api/errors';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import type { FileWait } from '../../../../nodes/Sora/files/contentSource';
import { downloadFile } from '../../../../nodes/Sora/files/download';
import type { Variant } from '../../../../nodes/Sora/files/mediaType';
import {
	after,
	broken,
	file,
	hang,
	json,
	redirect,
	reset,
	slowly,
	text,
} from '../../../support/answers';
import type { FakeOptions } from '../../../support/fakeContext';
import { fixture } from '../../../support/fixtures';
import { hold, type Answer } from '../../../support/loopback';
import { useLab } from '../lab';
import { film, sha256 } from './film';

const lab = useLab();

const size = 300_000;
const whole = film(size);

interface Given {
	/** Further fields of the video. */
	video?: Record<string, unknown>;
	variant?: Variant;
	wait?: Partial<FileWait>;
	options?: FakeOptions;
}

/** Downloads a file as the node does, and tells what is in storage then. */
async function download({ video = {}, variant = 'video', wait, options }: Given = {}) {
	const { server, context, stored } = await lab.open(options);
	const parsed = videoSchema.parse({ id: 'v/1', status: 'completed', ...video });
	const waiting = { firstByteMs: 300_000, serverNowMs: Date.now(), ...wait };
	const outcome: unknown = await lab
		.run(downloadFile(context, server, parsed, variant, waiting))
		.catch((error: unknown) => error);
	return { outcome, stored, sums: stored.map(({ sha256: sum }) => sum) };
}

const endlessError: Answer = (response) => {
	hold(response);
	response.writeHead(400).write('{"detail": "No');
};

const content = 'GET /v1/videos/v%2F1/content';

describe('a film arrives byte for byte', () => {
	it.each([
		{ name: 'in one go', answers: [file(whole)], requests: 1 },
		{ name: 'cut at half', answers: [broken(whole, size / 2, 'cut'), file(whole)], requests: 2 },
		{
			name: 'reset at 99 %',
			answers: [broken(whole, size * 0.99, 'reset'), file(whole)],
			requests: 2,
		},
		{
			name: 'cut after its first byte',
			answers: [broken(whole, 1, 'cut'), file(whole)],
			requests: 2,
		},
		{
			name: 'from a server that ignores Range',
			answers: [broken(whole, size / 2, 'cut'), text(whole, 200, { 'content-length': `${size}` })],
			requests: 2,
		},
		{
			name: 'after a stall',
			answers: [broken(whole, size / 2, 'stall'), file(whole)],
			requests: 2,
		},
		{
			name: 'after a cut, a lost request and an overload',
			answers: [broken(whole, size / 2, 'cut'), reset, json({}, 503), file(whole)],
			requests: 4,
		},
		{ name: 'over a redirect at home', answers: [redirect('/files/a'), file(whole)], requests: 2 },
	])('$name', async ({ answers, requests }) => {
		lab.home.plan(...answers);

		const { outcome, stored, sums } = await download();

		expect(outcome).toMatchObject({ mimeType: 'video/mp4', fileName: 'v_1.mp4' });
		expect(stored).toHaveLength(1);
		expect(sums).toEqual([sha256(whole)]);
		expect(lab.home.lines).toHaveLength(requests);
	});

	it('by asking for the missing rest of the very same version', async () => {
		const headers = { etag: '"a"' };
		lab.home.plan(broken(whole, size / 2, 'cut', headers), file(whole, headers));

		await download();

		expect(lab.home.lines).toEqual([content, content]);
		expect(lab.home.requests[0]?.headers).not.toHaveProperty('range');
		expect(lab.home.requests[1]?.headers).toMatchObject({
			range: `bytes=${size / 2}-`,
			'if-range': '"a"',
			authorization: 'Bearer sk-test-key',
		});
	});

	it('uncompressed, so that its length can be checked', async () => {
		lab.home.plan(file(whole));

		await download();

		expect(lab.home.requests[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
	});

	it('a slow download is not cut by the time limit of its headers', async () => {
		lab.home.plan(slowly(whole, 10, 25_000));

		const { sums } = await download({ wait: { firstByteMs: 60_000 } });

		expect(sums).toEqual([sha256(whole)]);
		expect(lab.home.lines).toEqual([content]);
		expect(lab.elapsedMs()).toBe(250_000);
	});
});

describe('nothing incomplete is ever kept:', () => {
	it('the rest of another version is never glued on', async () => {
		lab.home.plan(
			broken(whole, size / 2, 'cut', { etag: '"a"' }),
			...Array<Answer>(5).fill(text(film(size, 3), 200, { etag: '"b"' })),
		);

		const { outcome, stored } = await download();

		expect(outcome).toMatchObject({ kind: 'serverUnreachable', details: { videoId: 'v/1' } });
		expect(stored).toEqual([]);
	});

	it.each([
		{
			name: 'cut again and again',
			answer: broken(whole, size / 2, 'cut'),
			kind: 'serverUnreachable',
		},
		{
			name: 'cut before its first byte again and again',
			answer: broken(whole, 0, 'cut'),
			kind: 'serverUnreachable',
		},
		{
			name: 'standing still again and again',
			answer: broken(whole, size / 2, 'stall'),
			kind: 'timeout',
		},
		{
			name: 'shorter than it says it is',
			answer: broken(whole.subarray(0, -1), size - 1, 'cut', { 'content-length': `${size}` }),
			kind: 'serverUnreachable',
		},
	])('a film $name is an error', async ({ answer, kind }) => {
		lab.home.always(answer);

		const { outcome, stored } = await download();

		expect(outcome).toMatchObject({ kind, details: { videoId: 'v/1' } });
		expect(stored).toEqual([]);
		expect(lab.home.lines).toHaveLength(6);
	});
});

describe('a film without a length, ended by the connection,', () => {
	const bare = (bytes: Buffer): Answer => {
		const head = 'HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\nconnection: close\r\n\r\n';
		return ({ socket }) => void socket?.end(Buffer.concat([Buffer.from(head), bytes]));
	};

	it.each([
		{ name: 'goes on where it was cut', answers: [bare(whole.subarray(0, 1_000)), file(whole)] },
		{
			name: 'is whole where the server has nothing more',
			answers: [bare(whole), text('', 416, { 'content-range': `bytes */${size}` })],
		},
	])('$name', async ({ answers }) => {
		lab.home.plan(...answers);

		expect((await download()).sums).toEqual([sha256(whole)]);
		expect(lab.home.lines).toEqual([content, content]);
	});
});

describe('a part of a file in place of the whole', () => {
	const part = text(whole.subarray(0, 1_000), 206, { 'content-range': `bytes 0-999/${size}` });

	it('is asked for once more, and the whole is taken', async () => {
		lab.home.plan(part, file(whole));

		expect((await download()).sums).toEqual([sha256(whole)]);
	});

	it('is never delivered', async () => {
		lab.home.always(part);

		const { outcome, stored } = await download();

		expect(outcome).toMatchObject({
			kind: 'notSupported',
			message: `The server sent only a part of the file of ${size} bytes`,
			details: { videoId: 'v/1' },
		});
		expect(stored).toEqual([]);
		expect(lab.home.lines).toHaveLength(2);
	});
});

describe('a file larger than any can be is left at once:', () => {
	const gb = 1024 ** 3;

	it.each<{ name: string; variant: Variant; bytes: number; says: string }>([
		{ name: 'a film', variant: 'video', bytes: 11 * gb, says: 'larger than 10 GB' },
		{ name: 'a thumbnail', variant: 'thumbnail', bytes: 51 * 1024 ** 2, says: 'larger than 50 MB' },
	])('$name', async ({ variant, bytes, says }) => {
		lab.home.always((response) => {
			hold(response);
			response.writeHead(200, { 'content-length': bytes }).write(whole);
		});

		const { outcome, stored } = await download({ variant });

		expect(outcome).toMatchObject({ message: expect.stringContaining(says) as string });
		expect(stored).toEqual([]);
		expect(lab.home.lines).toHaveLength(1);
		expect(lab.elapsedMs()).toBe(0);
	});
});

describe('what is no film is an error that says what came:', () => {
	it.each([
		{
			name: 'JSON',
			answer: json({ output_path: '/tmp/a.mp4' }),
			quoted: '{"output_path":"/tmp/a.mp4"}',
			requests: 2,
		},
		{
			name: 'a page',
			answer: text('<html><h1>Please sign in</h1></html>', 200, { 'content-type': 'video/mp4' }),
			quoted: 'Please sign in',
			requests: 2,
		},
		{
			name: 'a picture',
			answer: text(fixture('openai.content.thumbnail').bytes),
			quoted: 'image/webp',
			requests: 1,
		},
	])('$name', async ({ answer, quoted, requests }) => {
		lab.home.plan(...Array<Answer>(requests).fill(answer));

		const { outcome, stored } = await download();

		expect(outcome).toMatchObject({
			kind: 'notSupported',
			message: expect.stringContaining(quoted) as string,
			details: { videoId: 'v/1' },
		});
		expect(stored).toEqual([]);
		expect(lab.home.lines).toEqual(Array(requests).fill(content));
	});

	it('a picture that never ends is not read on: the connection is closed', async () => {
		const picture = fixture('openai.content.thumbnail').bytes;
		const closed = new Promise<void>((resolve) => {
			lab.home.plan((response) => {
				hold(response);
				response.on('close', resolve).writeHead(200).write(picture);
			});
		});

		expect((await download()).outcome).toMatchObject({ kind: 'notSupported' });
		await expect(lab.run(closed)).resolves.toBeUndefined();
	});

	it('a page of a proxy, put before a film once, does not lose the film', async () => {
		lab.home.plan(text('<h1>One moment</h1>'), file(whole));

		expect((await download()).stored).toHaveLength(1);
		expect(lab.home.lines).toEqual([content, content]);
	});

	it.each([
		{ name: 'a server error', status: 500, kind: 'serverUnreachable', requests: 5 },
		{ name: 'a film that is gone', status: 404, kind: 'notFound', requests: 5 },
		{ name: 'a wrong key', status: 401, kind: 'auth', requests: 1 },
		{ name: 'a failed render', status: 422, kind: 'badInput', requests: 1 },
	])('$name', async ({ status, kind, requests }) => {
		lab.home.always(json({ detail: 'No film here' }, status));

		const { outcome } = await download();

		expect(outcome).toMatchObject({
			kind,
			message: expect.stringContaining('No film here') as string,
			details: { status, videoId: 'v/1' },
		});
		expect(lab.home.lines).toEqual(Array(requests).fill(content));
	});

	it('an error of many megabytes is read only as far as it is of use', async () => {
		lab.home.plan(text('x'.repeat(5_000_000), 400));

		expect((await download()).outcome).toMatchObject({ kind: 'badInput' });
	});

	it('an error whose text never ends does not hold the workflow for ever', async () => {
		lab.home.always(endlessError);

		expect((await download()).outcome).toBeInstanceOf(SoraError);
		expect(lab.elapsedMs()).toBeLessThan(10 * 60_000);
	});
});

describe('a film that is not there yet', () => {
	it.each([
		{ name: 'is asked for again after a 404', answer: json({ detail: 'Not found' }, 404) },
		{
			name: 'is asked for again when it is empty',
			answer: text('', 200, { 'content-type': 'video/mp4' }),
		},
		{ name: 'is asked for again while it is made', answer: json({ detail: 'in-progress' }, 400) },
		{ name: 'is asked for again after a lost connection', answer: reset },
	])('$name', async ({ answer }) => {
		lab.home.plan(answer, file(whole));

		const { sums } = await download();

		expect(sums).toEqual([sha256(whole)]);
		expect(lab.home.lines).toEqual([content, content]);
		expect(lab.elapsedMs()).toBe(1_000);
	});

	it('is waited for as long as the server asks', async () => {
		lab.home.plan(json({}, 429, { 'retry-after': '30' }), file(whole));

		expect((await download()).sums).toEqual([sha256(whole)]);
		expect(lab.elapsedMs()).toBe(30_000);
	});

	it('is not waited for a day', async () => {
		lab.home.plan(json({}, 429, { 'retry-after': '86400' }));

		expect((await download()).outcome).toMatchObject({ kind: 'rateLimit' });
		expect(lab.elapsedMs()).toBe(0);
	});
});

describe('a film that takes minutes to begin', () => {
	const minuteMs = 60_000;
	const headersFirst =
		(ms: number): Answer =>
		(response) => {
			hold(response);
			response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size });
			response.flushHeaders();
			setTimeout(() => response.end(whole), ms);
		};

	it.each([
		{ name: 'as a gateway that loads it whole first', answer: after(4 * minuteMs, file(whole)) },
		{ name: 'long after its headers', answer: headersFirst(4 * minuteMs) },
	])('arrives, $name', async ({ answer }) => {
		lab.home.plan(answer);

		const { sums } = await download();

		expect(sums).toEqual([sha256(whole)]);
		expect(lab.home.lines).toEqual([content]);
		expect(lab.elapsedMs()).toBe(4 * minuteMs);
	});

	it('arrives after a request that hangs', async () => {
		lab.home.plan(hang, after(4 * minuteMs, file(whole)));

		expect((await download()).sums).toEqual([sha256(whole)]);
		expect(lab.home.lines).toHaveLength(2);
	});

	it('is waited for as long as is set', async () => {
		lab.home.plan(after(15 * minuteMs, file(whole)));

		const { sums } = await download({ wait: { firstByteMs: 20 * minuteMs } });

		expect(sums).toEqual([sha256(whole)]);
	});

	it.each([
		{ name: 'the server never answers', answer: hang, requests: 2 },
		{
			name: 'a proxy gives up each time',
			answer: after(299_000, text('Gateway Timeout', 504)),
			requests: 3,
		},
	])('is not asked for five times where $name', async ({ answer, requests }) => {
		lab.home.always(answer);

		const { outcome } = await download();

		expect(outcome).toMatchObject({
			kind: 'timeout',
			message: 'The file did not begin to arrive within 600 seconds',
			details: { videoId: 'v/1' },
		});
		expect(lab.home.lines).toHaveLength(requests);
		expect(lab.elapsedMs()).toBeLessThan(11 * minuteMs);
	});

	it('is not waited for in each of many places', async () => {
		const cloud = await lab.abroad();
		lab.home.always(hang);
		cloud.always(hang);
		const urls = ['a', 'b', 'c', 'd'].map((name) => `${cloud.origin}/${name}.mp4`);

		expect((await download({ video: { urls } })).outcome).toMatchObject({ kind: 'timeout' });
		expect([...lab.home.lines, ...cloud.lines]).toEqual([content, 'GET /a.mp4']);
		expect(lab.elapsedMs()).toBeLessThan(11 * minuteMs);
	});

	it.each([
		{ name: 'that never comes', rest: hang, requests: 3 },
		{ name: 'of which only the headers come', rest: headersFirst(60 * minuteMs), requests: 6 },
	])('cut, is not waited for longer for a rest $name', async ({ rest, requests }) => {
		lab.home.plan(broken(whole, size / 2, 'cut'));
		lab.home.always(rest);

		const { outcome, stored } = await download();

		expect(outcome).toBeInstanceOf(SoraError);
		expect(stored).toEqual([]);
		expect(lab.home.lines).toHaveLength(requests);
		expect(lab.elapsedMs()).toBeLessThan(11 * minuteMs);
	});

	it('headers without a film are not waited for longer either', async () => {
		lab.home.always(headersFirst(60 * minuteMs));

		expect((await download()).outcome).toMatchObject({ kind: 'timeout' });
		expect(lab.elapsedMs()).toBeLessThan(11 * minuteMs);
	});
});

describe('a film kept elsewhere', () => {
	const refusal = text(fixture('sglang.error.400-content-cloud').bytes, 400);

	it.each([
		{ name: 'url', at: (url: string) => ({ url }) },
		{ name: 'outputs.video_url', at: (url: string) => ({ outputs: { video_url: url } }) },
		{ name: 'metadata.url', at: (url: string) => ({ metadata: { url } }) },
		{ name: 'videos', at: (url: string) => ({ videos: [{ type: 'url', url }] }) },
		{ name: 'data', at: (url: string) => ({ data: [{ output_format: 'mp4', url }] }) },
		{ name: 'urls', at: (url: string) => ({ urls: [url] }) },
		{ name: 'unsigned_urls', at: (url: string) => ({ unsigned_urls: [url] }) },
	])('($name) is fetched there, without the key', async ({ at }) => {
		const cloud = await lab.abroad();
		lab.home.plan(refusal);
		cloud.plan(broken(whole, size / 2, 'cut'), file(whole));
		const credential = { headerName: 'x-gate', headerSecret: 'sesame' };

		const { sums } = await download({
			video: at(`${cloud.origin}/a.mp4?sig=1`),
			options: { credential },
		});

		expect(sums).toEqual([sha256(whole)]);
		expect(lab.home.lines).toEqual([content]);
		expect(cloud.lines).toEqual(['GET /a.mp4?sig=1', 'GET /a.mp4?sig=1']);
		expect(JSON.stringify(cloud.requests)).not.toMatch(/authorization|sk-test|sesame|x-gate/i);
	});

	it.each(['files/a.mp4', '/v1/files/a.mp4'])(
		'on the server itself (%s) is fetched with the key',
		async (url) => {
			lab.home.plan(refusal, file(whole));

			const { sums } = await download({ video: { url } });

			expect(sums).toEqual([sha256(whole)]);
			expect(lab.home.lines).toEqual([content, 'GET /v1/files/a.mp4']);
			expect(lab.home.requests[1]?.headers).toMatchObject({
				authorization: 'Bearer sk-test-key',
			});
		},
	);

	it('is not looked for while the content endpoint has it', async () => {
		const cloud = await lab.abroad();
		lab.home.plan(file(whole));

		await download({ video: { url: `${cloud.origin}/a.mp4` } });

		expect(cloud.lines).toEqual([]);
	});

	it('is fetched over a redirect of the content endpoint without the key', async () => {
		const cloud = await lab.abroad();
		lab.home.plan(redirect(`${cloud.origin}/a.mp4`));
		cloud.plan(file(whole));

		expect((await download()).sums).toEqual([sha256(whole)]);
		expect(JSON.stringify(cloud.requests)).not.toMatch(/authorization|sk-test/i);
	});

	it('and where that refuses it, the key is not said to be wrong', async () => {
		const cloud = await lab.abroad();
		lab.home.always(redirect(`${cloud.origin}/a.mp4`));
		cloud.always(json({ detail: 'Access denied' }, 403));

		expect((await download()).outcome).toMatchObject({
			kind: 'serverUnreachable',
			message: expect.stringContaining('where the server keeps it') as string,
			details: { status: 403 },
		});
	});

	it('is looked for in all places, the last of which explains', async () => {
		const cloud = await lab.abroad();
		lab.home.plan(refusal);
		cloud.plan(json({ detail: 'Signature expired' }, 403), json({ detail: 'Wrong bucket' }, 400));
		const at = (name: string) => `${cloud.origin}/${name}.mp4`;

		const { outcome } = await download({ video: { url: at('a'), urls: [at('b')] } });

		expect(outcome).toMatchObject({ message: expect.stringContaining('Wrong bucket') as string });
		expect(cloud.lines).toEqual(['GET /a.mp4', 'GET /b.mp4']);
	});

	it.each(['ftp://a.example.com/a.mp4', 'file:///etc/passwd', 'http://['])(
		'at an address that is none (%s) is not looked for',
		async (url) => {
			lab.home.plan(refusal);

			const { outcome } = await download({ video: { url } });

			expect(outcome).toMatchObject({ kind: 'badInput', details: { status: 400 } });
			expect(lab.home.lines).toEqual([content]);
		},
	);
});

describe('the Stop button ends a download at once', () => {
	const secret = 'sk-test-key';
	const partial = broken(whole, size / 2, 'stall');

	it.each([
		{ name: 'before its headers', answers: [hang] },
		{ name: 'in the middle of the film', answers: [partial] },
		{ name: 'in the pause after a cut', answers: [broken(whole, size / 2, 'cut')] },
		{ name: 'in the pause after a 429', answers: [json({}, 429, { 'retry-after': '60' })] },
		{ name: 'in the middle of an error text', answers: [endlessError] },
	])('$name', async ({ answers }) => {
		const cancel = new AbortController();
		lab.home.plan(...answers);
		setTimeout(() => cancel.abort(), 500);

		const { outcome, stored } = await download({ options: { cancelSignal: cancel.signal } });

		expect(outcome).toMatchObject({ kind: 'cancelled', details: { videoId: 'v/1' } });
		expect(stored).toEqual([]);
		expect(lab.elapsedMs()).toBe(500);
		expect(lab.home.lines).toEqual([content]);
		expect(JSON.stringify(outcome)).not.toContain(secret);
	});

	it.each([
		{ name: 'before its headers', answers: [after(60_000, file(whole))] },
		{ name: 'in the middle of the film', answers: [partial] },
		{ name: 'in the pause after a 404', answers: [json({}, 404)] },
	])('also when a neighbour failed: $name', async ({ answers }) => {
		const stop = new AbortController();
		lab.home.plan(...answers);
		setTimeout(() => stop.abort(), 500);

		const { outcome, stored } = await download({ wait: { stop: stop.signal } });

		expect(outcome).toMatchObject({ kind: 'cancelled' });
		expect(stored).toEqual([]);
		expect(lab.elapsedMs()).toBe(500);
		expect(lab.home.lines).toEqual([content]);
	});
});

it('an address that the video names once more is asked once', async () => {
	lab.home.plan(text('', 410));
	const place = '/videos/v%2F1/content?index=0';
	const video = { unsigned_urls: [`${lab.home.origin}/v1${place}`], expires_at: 1_700_000_000 };

	await download({ video, options: { credential: { service: 'openRouter' } } });

	expect(lab.home.lines).toEqual([`GET /v1${place}`]);
});
