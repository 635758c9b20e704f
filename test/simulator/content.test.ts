import { createHash } from 'node:crypto';

import { sha256Of, syntheticVideo } from '../../simulator';
import { readRange } from '../../simulator/http/range';
import { closeLabs, type Lab, openLab, textAt } from './client';

afterEach(closeLabs);

const finished = async (lab: Lab, prompt = 'a boat') => {
	const id = textAt(await lab.create({ prompt }), 'id');
	lab.forward(10_000);
	return `/videos/${id}/content`;
};
const magic = (content: Buffer, start: number, end: number) =>
	content.subarray(start, end).toString('latin1');

describe('content', () => {
	it('gives a real file of each kind, the same for every video', async () => {
		const lab = await openLab();
		const path = await finished(lab);
		const of = (variant: string) => lab.send('GET', `${path}?variant=${variant}`);
		const [plain, video] = [await lab.send('GET', path), await of('video')];
		const [thumbnail, spritesheet] = [await of('thumbnail'), await of('spritesheet')];
		expect(
			[video, thumbnail, spritesheet].map(({ headers }) => headers.get('content-type')),
		).toEqual(['video/mp4', 'image/webp', 'image/jpeg']);
		expect(magic(video.body, 4, 8)).toBe('ftyp');
		expect([magic(thumbnail.body, 0, 4), magic(thumbnail.body, 8, 12)]).toEqual(['RIFF', 'WEBP']);
		expect(spritesheet.body.subarray(0, 3).toString('hex')).toBe('ffd8ff');
		expect(plain.body.equals(video.body)).toBe(true);
		const other = await lab.send('GET', await finished(lab, 'another boat'));
		expect(other.body.equals(video.body)).toBe(true);
		expect(lab.simulator.videos.map(({ downloads }) => downloads)).toEqual([4, 1]);
	});

	it('is not there before the end, after expiry, for a failed render, or for an unknown variant', async () => {
		const lab = await openLab();
		const id = textAt(await lab.create({ prompt: 'a' }), 'id');
		const failed = textAt(await lab.create({ prompt: '[fail]' }), 'id');
		const early = await lab.send('GET', `/videos/${id}/content`);
		expect([early.status, textAt(early.json, 'error', 'message')]).toEqual([
			404,
			'Video is not ready yet, use GET /v1/videos/{video_id} to check status.',
		]);
		lab.forward(10_000);
		expect((await lab.send('GET', `/videos/${failed}/content`)).status).toBe(404);
		expect((await lab.send('GET', `/videos/${id}/content?variant=poster`)).status).toBe(400);
		lab.forward(3_599_999);
		expect((await lab.send('GET', `/videos/${id}/content`)).status).toBe(200);
		lab.forward(1);
		const late = await lab.send('GET', `/videos/${id}/content`);
		expect([late.status, textAt(late.json, 'error', 'message')]).toEqual([
			404,
			'Video content has expired.',
		]);
		expect((await lab.send('GET', `/videos/${id}`)).json.status).toBe('completed');
	});

	it('expires at once on demand, and never where there is no limit', async () => {
		const lab = await openLab({ expiresAfterMs: null });
		const kept = await finished(lab);
		const gone = await finished(lab, '[expired]');
		lab.forward(1e12);
		expect((await lab.send('GET', kept)).status).toBe(200);
		expect((await lab.send('GET', gone)).status).toBe(404);
	});

	it('can lie at another origin, by redirect, where no key is wanted', async () => {
		const lab = await openLab({ contentFrom: 'redirect' });
		const path = `${await finished(lab)}?variant=thumbnail`;
		const reply = await lab.send('GET', path, { redirect: 'manual' });
		const location = reply.headers.get('location') ?? '';
		expect([reply.status, new URL(location).origin]).toEqual([302, lab.simulator.fileOrigin]);
		const file = await lab.send('GET', location, { key: null });
		expect(file.headers.get('content-type')).toBe('image/webp');
		expect(lab.simulator.fileRequests).toMatchObject([{ route: 'file', status: 200 }]);
		expect(lab.simulator.fileRequests[0]?.headers).not.toHaveProperty('authorization');
	});
});

describe('ranges', () => {
	it.each([
		{ range: undefined, status: 200, part: [0, 1000], contentRange: null },
		{ range: 'bytes=0-9', status: 206, part: [0, 10], contentRange: 'bytes 0-9/1000' },
		{ range: 'bytes=990-', status: 206, part: [990, 1000], contentRange: 'bytes 990-999/1000' },
		{ range: 'bytes=-5', status: 206, part: [995, 1000], contentRange: 'bytes 995-999/1000' },
		{ range: 'bytes=900-5000', status: 206, part: [900, 1000], contentRange: 'bytes 900-999/1000' },
		{ range: 'bytes=1000-', status: 416, part: [0, 0], contentRange: 'bytes */1000' },
		{ range: 'bytes=0-1,5-6', status: 200, part: [0, 1000], contentRange: null },
	])('$range gives $status', async ({ range, status, part, contentRange }) => {
		const lab = await openLab({ media: { bytes: 1_000 } });
		const path = await finished(lab);
		const whole = await lab.send('GET', path);
		const headers: Record<string, string> = range === undefined ? {} : { range };
		const reply = await lab.send('GET', path, { headers });
		expect(reply.status).toBe(status);
		expect(reply.headers.get('content-range')).toBe(contentRange);
		expect(reply.body.equals(whole.body.subarray(part[0], part[1]))).toBe(true);
		expect(reply.headers.get('content-length')).toBe(String(reply.body.length));
	});

	it('starts anew when the file is not the one the client has a part of', async () => {
		const lab = await openLab({ media: { bytes: 1_000 } });
		const path = await finished(lab);
		const etag = (await lab.send('GET', path)).headers.get('etag') ?? '';
		const resume = async (tag: string) =>
			(await lab.send('GET', path, { headers: { range: 'bytes=500-', 'if-range': tag } })).status;
		expect([await resume(etag), await resume('"other"')]).toEqual([206, 200]);
	});

	it.each([
		{ header: 'bytes=5-2', expected: { kind: 'whole' } },
		{ header: 'items=0-1', expected: { kind: 'whole' } },
		{ header: 'bytes=-', expected: { kind: 'whole' } },
		{ header: 'bytes=-0', expected: { kind: 'outside' } },
		{ header: 'bytes=-99', expected: { kind: 'part', start: 0, end: 9 } },
	])('reads $header', ({ header, expected }) => {
		expect(readRange(header, 10)).toEqual(expected);
	});
});

describe('a file made up while it is sent', () => {
	const clip = { prompt: 'a', size: '1280x720', seconds: 4, seed: null };

	it('arrives byte for byte, and any part of it is part of the whole', async () => {
		const bytes = 3 * 1024 * 1024 + 17;
		const lab = await openLab({ media: { bytes } });
		const path = await finished(lab);
		const { body, headers } = await lab.send('GET', path);
		expect([body.length, headers.get('content-length')]).toEqual([bytes, String(bytes)]);
		const [video] = lab.simulator.videos;
		if (!video) throw new Error('No video.');
		const expected = await sha256Of(syntheticVideo(bytes, video));
		expect(createHash('sha256').update(body).digest('hex')).toBe(expected);
		const middle = await lab.send('GET', path, { headers: { range: 'bytes=262000-800000' } });
		expect(middle.body.equals(body.subarray(262_000, 800_001))).toBe(true);
	});

	it('begins as an MP4 does and differs from clip to clip', async () => {
		const first = async (seed: number) => {
			for await (const chunk of syntheticVideo(4096, { ...clip, seed }).read(0, 4095)) return chunk;
			throw new Error('Empty.');
		};
		const chunk = await first(1);
		expect([chunk.readUInt32BE(0), magic(chunk, 4, 12), magic(chunk, 32, 36)]).toEqual([
			28,
			'ftypmp42',
			'mdat',
		]);
		expect(chunk.equals(await first(2))).toBe(false);
	});

	it('has a thumbnail of its own', async () => {
		const lab = await openLab({ media: { bytes: 100 } });
		const reply = await lab.send('GET', `${await finished(lab)}?variant=thumbnail`);
		expect(magic(reply.body, 8, 12)).toBe('WEBP');
	});

	it('is not where a server says it lies elsewhere', async () => {
		const lab = await openLab({ contentFrom: 'address' });
		const reply = await lab.send('GET', await finished(lab));
		expect([reply.status, textAt(reply.json, 'error', 'message')]).toEqual([
			400,
			expect.stringContaining(lab.simulator.fileOrigin),
		]);
	});
});
