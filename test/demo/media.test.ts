import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import ffmpeg from '@ffmpeg-installer/ffmpeg';
import execa from 'execa';

import { readMedia } from '../../demo/media';

let folder: string;
const fileNamed = (name: string) => path.join(folder, name);

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'demo-media-'));
	const source = ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=96x54:r=10:d=1.5'];
	const clip = ['-pix_fmt', 'yuv420p', fileNamed('clip.mp4')];
	const frames = ['webp', 'jpg'].flatMap((type) => ['-frames:v', '1', fileNamed(`frame.${type}`)]);
	await execa(ffmpeg.path, [...source, ...clip, ...frames]);
});
afterAll(async () => await rm(folder, { recursive: true }));

it.each([
	{ name: 'clip.mp4', seconds: 1.5 },
	{ name: 'frame.webp', seconds: undefined },
	{ name: 'frame.jpg', seconds: undefined },
])('reads pixels and length of $name out of the file itself', async ({ name, seconds }) => {
	const facts = await readMedia(fileNamed(name));

	expect(facts).toMatchObject({ width: 96, height: 54, seconds });
	expect(facts.bytes).toBeGreaterThan(100);
});

it('does not take a page for a video', async () => {
	await writeFile(fileNamed('page.mp4'), '<html>Bad gateway</html>'.repeat(50));

	await expect(readMedia(fileNamed('page.mp4'))).rejects.toThrow(/page\.mp4 is neither/);
});
