import { specOf, withExtra } from '../../../../nodes/Sora/parameters/clipSpec';
import type { ClipRequest } from '../../../../nodes/Sora/services/clipRequest';
import type { Field } from '../../../../nodes/Sora/services/fields';
import { unknownClip } from '../../../../nodes/Sora/services/video';

const none = { ...unknownClip, prompt: 'a boat' };
const form = { model: 'wan', seconds: '4', size: '640x360' };

it.each<{ name: string; given: Partial<ClipRequest>; expected: object }>([
	{ name: 'the prompt', given: {}, expected: none },
	{ name: 'the form', given: form, expected: { ...none, ...form, seconds: 4, resolution: '360p' } },
	{
		name: 'a resolution without pixels',
		given: { resolution: '1080p' },
		expected: { ...none, resolution: '1080p' },
	},
	{
		name: 'extra fields, as the JSON they are',
		given: {
			...form,
			extra: [
				{ key: 'seconds', json: 7.5 },
				{ key: 'model', json: 'wan-2' },
			],
		},
		expected: { ...none, ...form, seconds: 7.5, model: 'wan-2', resolution: '360p' },
	},
	{
		name: 'not the added length of an extension',
		given: { ...form, kind: 'extend' },
		expected: none,
	},
	{
		name: 'the prompt that an extra field puts in its place',
		given: { kind: 'edit', extra: [{ key: 'prompt', json: 'a ship' }] },
		expected: { ...none, prompt: 'a ship' },
	},
])('a request tells of its clip: $name', ({ given, expected }) => {
	const sending = { extra: [], sendAs: 'json', limitMs: 1 } as const;
	expect(specOf({ kind: 'create', prompt: 'a boat', ...sending, ...given })).toEqual(expected);
});

describe('what extra fields do not say is as it was known', () => {
	const known = {
		prompt: 'a boat',
		model: 'sora-2',
		seconds: 8,
		size: '1280x720',
		resolution: '720p',
	};

	it.each<{ name: string; field: Field; expected: object }>([
		{ name: 'a length', field: { key: 'seconds', json: '20' }, expected: { seconds: 20 } },
		{
			name: 'a length of nothing',
			field: { key: 'seconds', json: 0 },
			expected: { seconds: null },
		},
		{ name: 'no length', field: { key: 'seconds', json: 'long' }, expected: { seconds: null } },
		{
			name: 'a size that is none',
			field: { key: 'size', json: { w: 1 } },
			expected: { size: null, resolution: null },
		},
		{
			name: 'another size, with the resolution it has',
			field: { key: 'size', json: '1080x1920' },
			expected: { size: '1080x1920', resolution: '1080p' },
		},
		{
			name: 'another resolution',
			field: { key: 'resolution', json: '4k' },
			expected: { resolution: '4k' },
		},
		{ name: 'a model that is none', field: { key: 'model', json: 7 }, expected: { model: null } },
		{ name: 'another field', field: { key: 'seed', json: 7 }, expected: {} },
	])('$name', ({ field, expected }) => {
		expect(withExtra(known, [field])).toEqual({ ...known, ...expected });
	});
});
