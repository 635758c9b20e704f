import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import ffmpeg from '@ffmpeg-installer/ffmpeg';

import { captionFor } from '../../simulator/media/caption';
import { framePixels } from '../../simulator/media/clip';
import { readImageHead } from '../../simulator/requests/imageSize';
import { closeLabs, eventually, openLab, textAt } from './client';

afterEach(closeLabs);

const run = promisify(execFile);

/** What ffmpeg says about a file it decodes to the end. */
async function describeFile(content: Buffer): Promise<string> {
	const folder = await mkdtemp(join(os.tmpdir(), 'simulator-test-'));
	try {
		const path = join(folder, 'file');
		await writeFile(path, content);
		const { stderr } = await run(ffmpeg.path, ['-nostdin', '-i', path, '-f', 'null', '-']);
		return stderr;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

describe('real media', () => {
	it('is an MP4 of the length and size asked for, with picture and sound, a frame and a grid', async () => {
		const lab = await openLab({ media: 'full' });
		const prompt = String.raw`100% "it's" a \ path: [x], 'y'; %{pts} ünïcödé 日本`;
		const video = await lab.create({ prompt, size: '1280x720', seconds: '4' });
		lab.forward(10_000);
		const get = async (id: string, variant: string) =>
			(await lab.send('GET', `/videos/${id}/content?variant=${variant}`)).body;
		const id = textAt(video, 'id');
		const file = await get(id, 'video');
		const told = await describeFile(file);
		expect(told).toMatch(/Duration: 00:00:04\.0/);
		expect(told).toMatch(/Video: h264 .*yuv420p.* 1280x720/);
		expect(told).toMatch(/Audio: aac/);
		// With the index in front a player can start before the end has arrived.
		expect(file.indexOf('moov')).toBeLessThan(file.indexOf('mdat'));
		expect(readImageHead(await get(id, 'thumbnail'))).toEqual({
			type: 'image/webp',
			width: 1280,
			height: 720,
		});
		expect(readImageHead(await get(id, 'spritesheet'))).toEqual({
			type: 'image/jpeg',
			width: 1280,
			height: 540,
		});
		expect((await get(id, 'video')).equals(file)).toBe(true);
	});

	it('looks different with another seed, and the same with the same', async () => {
		const lab = await openLab({ media: 'full' });
		const files: Buffer[] = [];
		for (const seed of [1, 2, 1]) {
			const fields = { prompt: 'a', model: 'wan2.2-t2v-a14b', size: '128x64', seconds: '1', seed };
			const id = textAt(await lab.create(fields), 'id');
			lab.forward(10_000);
			files.push((await lab.send('GET', `/videos/${id}/content`)).body);
		}
		expect(files.map((file) => files.findIndex((other) => other.equals(file)))).toEqual([0, 1, 0]);
	});

	it('leaves no file behind, even when it ends while a clip is made', async () => {
		const folder = await mkdtemp(join(os.tmpdir(), 'simulator-test-'));
		const elsewhere = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
		try {
			const lab = await openLab({ media: 'full' });
			const id = textAt(await lab.create({ prompt: 'a' }), 'id');
			lab.forward(10_000);
			const cut = lab.send('GET', `/videos/${id}/content`).catch(() => 'gone');
			await eventually(() => readdirSync(folder).length > 0);
			await lab.simulator.close();
			await cut;
			expect(readdirSync(folder)).toEqual([]);
		} finally {
			elsewhere.mockRestore();
			await rm(folder, { recursive: true });
		}
	});
});

describe('the caption', () => {
	it.each([
		{ name: 'short text on one line', prompt: 'a boat', lines: 1 },
		{ name: 'long text on several', prompt: 'word '.repeat(40), lines: 5 },
		{ name: 'a word longer than a line in pieces', prompt: 'x'.repeat(100), lines: 3 },
		{ name: 'no more than fits', prompt: 'word '.repeat(2_000), lines: 6 },
	])('puts $name', ({ prompt, lines }) => {
		const { text, fontPixels } = captionFor(prompt, 8, 1280, 720);
		const drawn = text.split('\n');
		expect(drawn.slice(-2)).toEqual(['', '8 s · 1280 × 720']);
		expect(drawn.length - 2).toBe(lines);
		expect(Math.max(...drawn.map((line) => line.length)) * fontPixels * 0.58).toBeLessThan(1280);
	});
});

describe('the frame', () => {
	it.each([
		{ size: '1280x720', width: 1280, height: 720 },
		{ size: '833x481', width: 832, height: 480 },
		{ size: '90000x2', width: 4096, height: 16 },
		{ size: 'odd', width: 1280, height: 720 },
	])('of $size is $width × $height', ({ size, width, height }) => {
		expect(framePixels(size)).toEqual({ width, height });
	});
});
