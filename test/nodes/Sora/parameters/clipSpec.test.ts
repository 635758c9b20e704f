import type { Field } from '../../../../nodes/Sora/api/encoding';
import { specOf } from '../../../../nodes/Sora/parameters/clipSpec';

const none = { prompt: null, model: null, seconds: null, size: null };

it.each<{ name: string; fields: Field[]; expected: object }>([
	{ name: 'nothing', fields: [], expected: none },
	{
		name: 'the form',
		fields: [
			{ key: 'prompt', value: 'a boat' },
			{ key: 'model', value: 'wan' },
			{ key: 'seconds', value: '4' },
			{ key: 'size', value: '640x360' },
		],
		expected: { prompt: 'a boat', model: 'wan', seconds: 4, size: '640x360' },
	},
	{
		name: 'extra fields, as the JSON they are',
		fields: [
			{ key: 'seconds', json: 7.5 },
			{ key: 'model', json: 'wan' },
		],
		expected: { ...none, seconds: 7.5, model: 'wan' },
	},
	{
		name: 'what does not fit',
		fields: [
			{ key: 'seconds', value: 'long' },
			{ key: 'size', json: { width: 1 } },
			{ key: 'model', value: 7 },
			{ key: 'prompt', nested: { text: 'x' } },
		],
		expected: none,
	},
	{ name: 'a length of nothing', fields: [{ key: 'seconds', value: '0' }], expected: none },
	{ name: 'other fields', fields: [{ key: 'seed', value: 7 }], expected: none },
])('a request tells of its clip: $name', ({ fields, expected }) => {
	expect(specOf(fields)).toEqual(expected);
});

it('what a request does not say is as it was known', () => {
	const known = { prompt: 'a boat', model: 'sora-2', seconds: 8, size: '1280x720' };

	expect(specOf([{ key: 'seconds', json: '20' }], known)).toEqual({ ...known, seconds: 20 });
	expect(specOf([{ key: 'size', json: { width: 1 } }], known)).toEqual({ ...known, size: null });
});
