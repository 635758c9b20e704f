import { mergeFields, setFields } from '../../../../nodes/Sora/parameters/bodyFields';

it('only what is set becomes a field, a zero and an empty text too', () => {
	expect(setFields({ seed: 0, negative_prompt: '', model: undefined, seconds: '4' })).toEqual([
		{ key: 'seed', value: 0 },
		{ key: 'negative_prompt', value: '' },
		{ key: 'seconds', value: '4' },
	]);
});

describe('merging', () => {
	it('replaces what the node would send, and keeps the rest in order', () => {
		const fields = [
			{ key: 'prompt', value: 'a' },
			{ key: 'seconds', value: '4' },
		];

		expect(mergeFields(fields, [{ key: 'seconds', json: 9 }])).toEqual([
			{ key: 'prompt', value: 'a' },
			{ key: 'seconds', json: 9 },
		]);
	});
});
