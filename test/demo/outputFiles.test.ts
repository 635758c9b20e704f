import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

import { clearFolder, saveFiles } from '../../demo/outputFiles';

let parent: string;
let folder: string;

beforeEach(async () => {
	parent = await mkdtemp(path.join(tmpdir(), 'demo-out-'));
	folder = path.join(parent, 'out');
});
afterEach(async () => await rm(parent, { recursive: true }));

const engine = { openBinary: async () => Readable.from(['bytes']) };

it('saves every file of every item, and the render time with the video', async () => {
	await clearFolder(folder);
	const data = { data: '', mimeType: 'video/mp4', fileName: 'a.mp4' };
	const thumbnail = { data: '', mimeType: 'image/webp', fileName: 'a.webp' };

	const saved = await saveFiles(
		engine,
		[{ json: { renderSeconds: 6 }, binary: { data, thumbnail } }],
		folder,
	);

	expect(saved).toEqual([
		{ path: path.join(folder, 'a.mp4'), renderSeconds: 6 },
		{ path: path.join(folder, 'a.webp'), renderSeconds: undefined },
	]);
	expect(await readFile(path.join(folder, 'a.mp4'), 'utf8')).toBe('bytes');
});

it('leaves no file of an earlier demo', async () => {
	await clearFolder(folder);
	await writeFile(path.join(folder, 'old.mp4'), '');
	await clearFolder(folder);

	expect(await readdir(folder)).toEqual([]);
});

it('writes nowhere else, whatever a server calls its video', async () => {
	await clearFolder(folder);
	const data = { data: '', mimeType: 'video/mp4', fileName: '../outside.mp4' };

	await saveFiles(engine, [{ json: {}, binary: { data } }], folder);

	expect(await readdir(parent)).toEqual(['out']);
	expect(await readdir(folder)).toEqual(['outside.mp4']);
});
