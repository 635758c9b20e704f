import { nestFields } from '../../simulator/http/brackets';
import type { JsonObject } from '../../simulator/http/json';
import { readImageHead } from '../../simulator/requests/imageSize';
import { at, closeLabs, openLab, png } from './client';

afterEach(closeLabs);

describe('the key', () => {
	it.each<{ name: string; headers: Record<string, string>; status: number }>([
		{ name: 'a bearer token', headers: { authorization: 'Bearer sk-simulator' }, status: 200 },
		{ name: "Azure's api-key", headers: { 'api-key': 'sk-simulator' }, status: 200 },
		{ name: 'a wrong token', headers: { authorization: 'Bearer sk-other-abcd' }, status: 401 },
		{ name: 'no key', headers: {}, status: 401 },
	])('$name is answered $status', async ({ headers, status }) => {
		const lab = await openLab();
		const reply = await lab.send('GET', '/models', { key: null, headers });
		expect(reply.status).toBe(status);
		if (status === 401) expect(at(reply.json, 'error', 'code')).toBe('invalid_api_key');
	});

	it('is not asked for by an open server', async () => {
		const lab = await openLab({ apiKey: '' });
		expect((await lab.send('GET', '/models', { key: null })).status).toBe(200);
	});

	it('is asked for before anything is done', async () => {
		const lab = await openLab();
		await lab.send('POST', '/videos', { json: { prompt: 'a' }, key: 'sk-other' });
		expect(lab.simulator.videos).toEqual([]);
	});
});

describe('what OpenAI refuses', () => {
	const good = { prompt: 'a boat', model: 'sora-2', seconds: '4', size: '1280x720' };

	it.each<{ name: string; fields: JsonObject; param: string | null }>([
		{ name: 'no prompt', fields: { prompt: null }, param: 'prompt' },
		{ name: 'an empty prompt', fields: { prompt: '' }, param: 'prompt' },
		{
			name: 'a prompt of 32 001 characters',
			fields: { prompt: 'x'.repeat(32_001) },
			param: 'prompt',
		},
		{ name: 'an unknown model', fields: { model: 'sora-9' }, param: 'model' },
		{ name: 'a model that makes no video', fields: { model: 'whisper-1' }, param: 'model' },
		{ name: 'seconds as a number', fields: { seconds: 4 }, param: 'seconds' },
		{ name: 'seconds sora does not have', fields: { seconds: '5' }, param: 'seconds' },
		{ name: 'a size no model has', fields: { size: '640x480' }, param: 'size' },
		{ name: 'a size only the pro model has', fields: { size: '1792x1024' }, param: 'size' },
		{
			name: 'a reference as text',
			fields: { input_reference: 'file-1' },
			param: 'input_reference',
		},
		{
			name: 'a reference both by address and by id',
			fields: { input_reference: { image_url: 'https://a.example.com/b.png', file_id: 'file-1' } },
			param: 'input_reference',
		},
		{
			name: 'an inline reference of another size',
			fields: {
				input_reference: {
					image_url: `data:image/png;base64,${Buffer.from('89504e470d0a1a0a0000000d4948445200000010000000100802000000', 'hex').toString('base64')}`,
				},
			},
			param: 'input_reference',
		},
		{
			name: 'an inline reference that is no image',
			fields: { input_reference: { image_url: 'data:image/png;base64,aGVsbG8=' } },
			param: 'input_reference',
		},
		{
			name: 'a reference at no address',
			fields: { input_reference: { image_url: 'boat.png' } },
			param: 'input_reference',
		},
		{
			name: 'an address longer than 20 971 520 characters',
			fields: { input_reference: { image_url: `https://${'a'.repeat(20_971_520)}` } },
			param: 'input_reference',
		},
		{ name: 'characters that are no list', fields: { characters: 'a' }, param: 'characters' },
		{ name: 'a prompt that is no text', fields: { prompt: 7 }, param: 'prompt' },
		{
			name: 'three characters',
			fields: { characters: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
			param: 'characters',
		},
	])('$name', async ({ fields, param }) => {
		const lab = await openLab();
		const reply = await lab.send('POST', '/videos', { json: { ...good, ...fields } });
		expect(reply.status).toBe(400);
		expect(reply.json).toEqual({
			error: {
				message: expect.stringMatching(/\w+/) as string,
				type: 'invalid_request_error',
				param,
				code: at(reply.json, 'error', 'code'),
			},
		});
		expect(lab.simulator.videos).toEqual([]);
	});

	it.each([
		{ name: 'JSON cut short', headers: { 'content-type': 'application/json' }, status: 400 },
		{ name: 'another body type', headers: { 'content-type': 'text/xml' }, status: 415 },
	])('$name', async ({ headers, status }) => {
		const lab = await openLab();
		const authorization = `Bearer ${lab.simulator.apiKey}`;
		const body = '{"prompt": "a';
		const address = `${lab.simulator.baseUrl}/videos`;
		const reply = await fetch(address, {
			method: 'POST',
			body,
			headers: { ...headers, authorization },
		});
		expect(reply.status).toBe(status);
	});
});

describe('what OpenAI takes', () => {
	it.each<{ name: string; fields: JsonObject }>([
		{ name: 'a prompt alone', fields: { prompt: 'a' } },
		{ name: 'a prompt of 32 000 characters', fields: { prompt: 'x'.repeat(32_000) } },
		{ name: '20 seconds', fields: { prompt: 'a', seconds: '20' } },
		{
			name: 'pro sizes for the pro model',
			fields: { prompt: 'a', model: 'sora-2-pro', size: '1920x1080' },
		},
		{
			name: 'any size and length for another model',
			fields: { prompt: 'a', model: 'wan2.2-t2v-a14b', size: '832x480', seconds: '6' },
		},
		{
			name: 'a reference by address',
			fields: { prompt: 'a', input_reference: { image_url: 'https://a.example.com/b.png' } },
		},
		{ name: 'a reference by id', fields: { prompt: 'a', input_reference: { file_id: 'file-1' } } },
	])('$name', async ({ fields }) => {
		const lab = await openLab();
		expect((await lab.send('POST', '/videos', { json: fields })).status).toBe(200);
	});

	it.each([
		{ name: 'an image of the size asked for', image: png(1280, 720), model: 'sora-2', status: 200 },
		{ name: 'an image of another size', image: png(720, 1280), model: 'sora-2', status: 400 },
		{
			name: 'an image of another size for a model that scales',
			image: png(720, 1280),
			model: 'wan2.2-t2v-a14b',
			status: 200,
		},
		{
			name: 'a file that is no image',
			image: new Blob(['GIF89a'], { type: 'image/gif' }),
			model: 'sora-2',
			status: 400,
		},
		{
			name: 'text that says it is an image',
			image: new Blob(['hello'], { type: 'image/png' }),
			model: 'sora-2',
			status: 400,
		},
	])('$name is answered $status', async ({ image, model, status }) => {
		const lab = await openLab();
		const form = { prompt: 'a', model, size: '1280x720', input_reference: image };
		expect((await lab.send('POST', '/videos', { form })).status).toBe(status);
	});

	it('a file id in a bracket key', async () => {
		const lab = await openLab();
		await lab.send('POST', '/videos', {
			form: { prompt: 'a', 'input_reference[file_id]': 'file-1' },
		});
		expect(lab.simulator.videos[0]?.reference).toEqual({ kind: 'fileId', value: 'file-1' });
	});
});

describe('bracket keys', () => {
	it.each<{ name: string; fields: Array<[string, string]>; nested: JsonObject }>([
		{ name: 'plain', fields: [['prompt', 'a']], nested: { prompt: 'a' } },
		{ name: 'an object', fields: [['video[id]', 'v']], nested: { video: { id: 'v' } } },
		{
			name: 'several keys of an object',
			fields: [
				['a[b][c]', '1'],
				['a[b][d]', '2'],
			],
			nested: { a: { b: { c: '1', d: '2' } } },
		},
		{
			name: 'objects in an array',
			fields: [
				['c[][id]', '1'],
				['c[][id]', '2'],
				['c[][name]', 'n'],
			],
			nested: { c: [{ id: '1' }, { id: '2', name: 'n' }] },
		},
		{
			name: 'a repeated name',
			fields: [
				['x', '1'],
				['x', '2'],
			],
			nested: { x: ['1', '2'] },
		},
		{ name: 'values in an array', fields: [['x[]', '1']], nested: { x: ['1'] } },
	])('nest $name', ({ fields, nested }) => {
		expect(nestFields(fields.map(([name, value]) => ({ name, value })))).toEqual(nested);
	});
});

describe('pixel sizes', () => {
	const webp = (chunk: string, bytes: string) =>
		Buffer.concat([
			Buffer.from('RIFF\0\0\0\0WEBP'),
			Buffer.from(chunk),
			Buffer.from(bytes.padEnd(48, '0'), 'hex'),
		]);

	it.each([
		{
			name: 'JPEG with an APP0 before its frame',
			content: Buffer.from('ffd8ffe00004aaaaffc0000b0802d005000100', 'hex'),
			head: { type: 'image/jpeg', width: 1280, height: 720 },
		},
		{
			name: 'JPEG with fill bytes before a marker',
			content: Buffer.from('ffd8ffffc0000b0802d005000100', 'hex'),
			head: { type: 'image/jpeg', width: 1280, height: 720 },
		},
		{
			name: 'a JPEG that goes astray',
			content: Buffer.from('ffd800112233445566778899', 'hex'),
			head: undefined,
		},
		{ name: 'an unknown WebP', content: webp('VP9 ', '00'), head: undefined },
		{
			name: 'lossy WebP',
			content: webp('VP8 ', '00000000' + '000000' + '9d012a' + '0005d002'),
			head: { type: 'image/webp', width: 1280, height: 720 },
		},
		{
			name: 'lossless WebP',
			content: webp('VP8L', '000000002fffc4b300'),
			head: { type: 'image/webp', width: 1280, height: 720 },
		},
		{
			name: 'extended WebP',
			content: webp('VP8X', '0a000000' + '00000000' + 'ff0400' + 'cf0200'),
			head: { type: 'image/webp', width: 1280, height: 720 },
		},
		{ name: 'a PNG cut short', content: Buffer.from('89504e47', 'hex'), head: undefined },
		{ name: 'nothing', content: Buffer.alloc(0), head: undefined },
	])('of $name', ({ content, head }) => {
		expect(readImageHead(content)).toEqual(head);
	});
});
