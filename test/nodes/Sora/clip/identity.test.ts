import type { Field } from '../../../../nodes/Sora/api/encoding';
import { renderKey } from '../../../../nodes/Sora/clip/identity';

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
