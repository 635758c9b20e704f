import { eachOnce, setFields } from '../../../../nodes/Sora/services/fields';

it('only what is set becomes a field, a zero and an empty text too', () => {
	expect(setFields({ seed: 0, negative_prompt: '', model: undefined, seconds: '4' })).toEqual([
		{ key: 'seed', value: 0 },
		{ key: 'negative_prompt', value: '' },
		{ key: 'seconds', value: '4' },
	]);
});

it('each name counts once, as the last one says, in its first place', () => {
	const fields = [
		{ key: 'prompt', value: 'a' },
		{ key: 'seconds', value: '4' },
		{ key: 'size', value: '1280x720' },
		{ key: 'seconds', json: 9 },
	];

	expect(eachOnce(fields)).toEqual([
		{ key: 'prompt', value: 'a' },
		{ key: 'seconds', json: 9 },
		{ key: 'size', value: '1280x720' },
	]);
});
