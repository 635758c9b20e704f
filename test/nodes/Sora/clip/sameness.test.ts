import type { CreateRequest } from '../../../../nodes/Sora/api/createRequest';
import type { Field } from '../../../../nodes/Sora/api/encoding';
import { videoSchema, type ClipSpec } from '../../../../nodes/Sora/api/video';
import { askedFor, mayBeFor, normalPrompt, renderKey } from '../../../../nodes/Sora/clip/sameness';

const spec = { prompt: 'a boat\nat sea', model: 'wan', seconds: 4, size: '640x360' };
const askedOf = (changes: Partial<ClipSpec> = {}, request: Partial<CreateRequest> = {}) =>
	askedFor(
		{ endpoint: { name: 'create' }, fields: [], sendAs: 'json', limitMs: 1, ...request },
		{ ...spec, ...changes },
	);
const asked = askedOf();
const shown = (changes: object = {}) =>
	videoSchema.parse({ id: 'v1', status: 'queued', ...spec, ...changes });

describe('a video may be what was asked for', () => {
	it.each([
		{ name: 'when all agrees', video: shown(), request: asked },
		{
			name: 'with line ends of a form',
			video: shown({ prompt: 'a boat\r\nat sea' }),
			request: asked,
		},
		{
			name: 'with blanks cut off',
			video: shown(),
			request: askedOf({ prompt: ' a boat\nat sea\n' }),
		},
		{ name: 'with seconds as text', video: shown({ seconds: '4' }), request: asked },
		{
			name: 'when the server says nothing of the rest',
			video: shown({ model: null, seconds: null, size: null }),
			request: asked,
		},
		{
			name: 'when the server chose the rest',
			video: shown(),
			request: askedOf({ model: null, seconds: null, size: null }),
		},
	])('$name', ({ video, request }) => {
		expect(mayBeFor(video, request)).toBe(true);
	});
});

describe('a video is not what was asked for when it differs in', () => {
	it.each([
		{ name: 'the prompt', video: shown({ prompt: 'a boat' }) },
		{ name: 'the lack of a prompt', video: shown({ prompt: null }) },
		{ name: 'the model', video: shown({ model: 'sora-2' }) },
		{ name: 'the length', video: shown({ seconds: '8' }) },
		{ name: 'the size', video: shown({ size: '360x640' }) },
	])('$name', ({ video }) => {
		expect(mayBeFor(video, asked)).toBe(false);
	});
});

describe('a video made from another one', () => {
	const remix = { endpoint: { name: 'remix', videoId: 'v1' } } as const;
	const edit = {
		endpoint: { name: 'edit' },
		fields: [{ key: 'video', nested: { id: 'v1' } }],
	} satisfies Partial<CreateRequest>;
	const upload = { bytes: Buffer.from('mp4'), fileName: 'a.mp4', mimeType: 'video/mp4' };
	const editOfFile = {
		endpoint: { name: 'edit' },
		fields: [{ key: 'video', upload }],
	} satisfies Partial<CreateRequest>;

	it.each([
		{ name: 'a remix is found by its source', request: remix, from: 'v1', expected: true },
		{ name: 'an edit is found by its source', request: edit, from: 'v1', expected: true },
		{ name: 'a remix is none of another source', request: remix, from: 'v2', expected: false },
		{ name: 'a remix may be one without a source', request: remix, from: null, expected: 'unsure' },
		{ name: 'an edit of a file may be one', request: editOfFile, from: null, expected: 'unsure' },
		{ name: 'a plain create is none', request: {}, from: 'v1', expected: false },
	])('$name', ({ request, from, expected }) => {
		const video = shown({ remixed_from_video_id: from });

		expect(mayBeFor(video, askedOf({}, request))).toBe(expected);
	});
});

it('what is kept of a lost create shows no prompt', () => {
	expect(JSON.stringify(asked)).not.toContain('boat');
	expect(asked.promptHash).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
	{ prompt: 'a\r\nb', expected: 'a\nb' },
	{ prompt: '  a  ', expected: 'a' },
	{ prompt: null, expected: '' },
])('the prompt $prompt is compared as $expected', ({ prompt, expected }) => {
	expect(normalPrompt(prompt)).toBe(expected);
});

const prompt: Field = { key: 'prompt', value: 'a boat' };
const seconds: Field = { key: 'seconds', value: '4' };
const upload = (changes: object = {}): Field => ({
	key: 'input_reference',
	upload: { bytes: Buffer.from('png'), fileName: 'a.png', mimeType: 'image/png', ...changes },
});

const base = 'https://videos.example.com/v1';
const keyOf = (fields: Field[], { baseUrl = base, version = 1, name = 'create' } = {}) =>
	renderKey(baseUrl, { endpoint: { name: name as 'create' }, fields }, version);

const plain = keyOf([prompt, seconds]);

it('a key is a hash that shows nothing of the request', () => {
	expect(plain).toMatch(/^[0-9a-f]{64}$/);
});

describe('one clip will do for two requests that differ', () => {
	it.each([
		{ name: 'in nothing', one: [prompt, seconds], other: [prompt, seconds] },
		{ name: 'in the order of their fields', one: [prompt, seconds], other: [seconds, prompt] },
		{
			name: 'in the name of a file',
			one: [prompt, upload()],
			other: [prompt, upload({ fileName: 'b.png' })],
		},
	])('$name', ({ one, other }) => {
		expect(keyOf(one)).toBe(keyOf(other));
	});
});

describe('no clip will do for a request that has', () => {
	it.each<{ name: string; key: string }>([
		{
			name: 'another server',
			key: keyOf([prompt, seconds], { baseUrl: 'https://b.example.com/v1' }),
		},
		{ name: 'another version', key: keyOf([prompt, seconds], { version: 2 }) },
		{ name: 'another operation', key: keyOf([prompt, seconds], { name: 'edit' }) },
		{ name: 'another prompt', key: keyOf([{ ...prompt, value: 'a boat ' }, seconds]) },
		{ name: 'another length', key: keyOf([prompt, { ...seconds, value: '8' }]) },
		{ name: 'a field more', key: keyOf([prompt, seconds, { key: 'seed', value: 1 }]) },
		{ name: 'a field less', key: keyOf([prompt]) },
		{
			name: 'a nested field',
			key: keyOf([prompt, seconds, { key: 'video', nested: { id: 'v1' } }]),
		},
		{
			name: 'another source',
			key: keyOf([prompt, seconds, { key: 'video', nested: { id: 'v2' } }]),
		},
		{ name: 'a JSON field', key: keyOf([prompt, seconds, { key: 'extra', json: { a: 1 } }]) },
		{ name: 'another JSON field', key: keyOf([prompt, seconds, { key: 'extra', json: { a: 2 } }]) },
		{ name: 'a file', key: keyOf([prompt, seconds, upload()]) },
		{ name: 'other bytes', key: keyOf([prompt, seconds, upload({ bytes: Buffer.from('jpg') })]) },
		{
			name: 'another type of file',
			key: keyOf([prompt, seconds, upload({ mimeType: 'image/webp' })]),
		},
	])('$name', ({ key }) => {
		expect(key).not.toBe(plain);
	});

	it('and all of these differ from one another', () => {
		const keys = [
			keyOf([prompt, upload()]),
			keyOf([prompt, upload({ bytes: Buffer.from('jpg') })]),
			keyOf([prompt, { key: 'video', nested: { id: 'v1' } }]),
			keyOf([prompt, { key: 'video', nested: { id: 'v2' } }]),
			keyOf([prompt, { key: 'a', value: 'b' }]),
			keyOf([
				{ key: 'prompt', value: 'b' },
				{ key: 'a', value: 'a boat' },
			]),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('another video to remix', () => {
		const remix = (videoId: string) =>
			renderKey(base, { endpoint: { name: 'remix', videoId }, fields: [prompt] }, 1);

		expect(remix('v1')).not.toBe(remix('v2'));
	});
});
