import type { ClipRequest } from '../../../../nodes/Sora/services/clipRequest';
import type { Field } from '../../../../nodes/Sora/services/fields';
import { videoSchema, type ClipSpec } from '../../../../nodes/Sora/services/video';
import { askedFor, mayBeFor, normalPrompt, renderKey } from '../../../../nodes/Sora/clip/sameness';

const spec = {
	prompt: 'a boat\nat sea',
	model: 'wan',
	seconds: 4,
	size: '640x360',
	resolution: '360p',
};
const askedOf = (changes: Partial<ClipSpec> = {}, request: Partial<ClipRequest> = {}) =>
	askedFor(
		{ kind: 'create', prompt: '', extra: [], sendAs: 'json', limitMs: 1, ...request },
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
	const remix = { kind: 'remix', source: { videoId: 'v1' } } as const;
	const edit = { kind: 'edit', source: { videoId: 'v1' } } as const;
	const upload = { bytes: Buffer.from('mp4'), fileName: 'a.mp4', mimeType: 'video/mp4' };
	const editOfFile = { kind: 'edit', source: { upload } } as const;

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

const picture = (changes: object = {}) => ({
	upload: { bytes: Buffer.from('png'), fileName: 'a.png', mimeType: 'image/png', ...changes },
});

const base = 'https://videos.example.com/v1';
const keyOf = (changes: Partial<ClipRequest> = {}, { baseUrl = base, version = 1 } = {}) => {
	const sending = { extra: [], sendAs: 'automatic', limitMs: 1 } as const;
	const request: ClipRequest = { kind: 'create', prompt: 'a boat', seconds: '4', ...sending };
	return renderKey(baseUrl, { ...request, ...changes }, version);
};

const plain = keyOf();
const steps: Field = { key: 'steps', json: 30 };
const shift: Field = { key: 'shift', json: { a: 1 } };

it('a key is a hash that shows nothing of the request', () => {
	expect(plain).toMatch(/^[0-9a-f]{64}$/);
});

describe('one clip will do for two requests that differ', () => {
	it.each<{ name: string; one: Partial<ClipRequest>; other: Partial<ClipRequest> }>([
		{ name: 'in nothing', one: {}, other: {} },
		{ name: 'in what is not set', one: {}, other: { size: undefined } },
		{ name: 'in how they are sent', one: {}, other: { sendAs: 'json', limitMs: 2 } },
		{
			name: 'in the order of extra fields',
			one: { extra: [steps, shift] },
			other: { extra: [shift, steps] },
		},
		{
			name: 'in the name of a file',
			one: { firstFrame: picture() },
			other: { firstFrame: picture({ fileName: 'b.png' }) },
		},
	])('$name', ({ one, other }) => {
		expect(keyOf(one)).toBe(keyOf(other));
	});
});

describe('no clip will do for a request that has', () => {
	it.each<{ name: string; key: string }>([
		{ name: 'another server', key: keyOf({}, { baseUrl: 'https://b.example.com/v1' }) },
		{ name: 'another version', key: keyOf({}, { version: 2 }) },
		{ name: 'another operation', key: keyOf({ kind: 'edit' }) },
		{ name: 'another prompt', key: keyOf({ prompt: 'a boat ' }) },
		{ name: 'another length', key: keyOf({ seconds: '8' }) },
		{ name: 'no length', key: keyOf({ seconds: undefined }) },
		{ name: 'a seed', key: keyOf({ seed: 1 }) },
		{ name: 'a setting', key: keyOf({ settings: [steps] }) },
		{ name: 'a source', key: keyOf({ source: { videoId: 'v1' } }) },
		{ name: 'an extra field', key: keyOf({ extra: [shift] }) },
		{ name: 'a file', key: keyOf({ firstFrame: picture() }) },
		{ name: 'a file at the server', key: keyOf({ firstFrame: { fileId: 'file-9' } }) },
	])('$name', ({ key }) => {
		expect(key).not.toBe(plain);
	});

	it('and all of these differ from one another', () => {
		const keys = [
			keyOf({ firstFrame: picture() }),
			keyOf({ firstFrame: picture({ bytes: Buffer.from('jpg') }) }),
			keyOf({ firstFrame: picture({ mimeType: 'image/webp' }) }),
			keyOf({ source: picture() }),
			keyOf({ source: { videoId: 'v1' } }),
			keyOf({ source: { videoId: 'v2' } }),
			keyOf({ settings: [steps] }),
			keyOf({ extra: [steps] }),
			keyOf({ extra: [{ key: 'shift', json: { a: 2 } }] }),
			keyOf({ extra: [shift] }),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});
});
