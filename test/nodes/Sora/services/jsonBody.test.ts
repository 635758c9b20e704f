import { jsonBody } from '../../../../nodes/Sora/services/jsonBody';

describe('a body has', () => {
	it.each([
		{ name: 'what is set', values: { prompt: 'a', seed: 0, audio: false }, count: 3 },
		{ name: 'nothing that is not', values: { prompt: 'a', model: undefined }, count: 1 },
		{ name: 'no empty list', values: { prompt: 'a', images: [] }, count: 1 },
		{ name: 'no empty object', values: { prompt: 'a', media: {} }, count: 1 },
	])('$name', ({ values, count }) => {
		expect(Object.keys(jsonBody(values))).toHaveLength(count);
	});

	it('the user’s own fields, in the place of ours', () => {
		const extra = [
			{ key: 'seed', json: 7 },
			{ key: 'fps', value: 24 },
			{ key: 'images', json: [] },
		];

		expect(jsonBody({ prompt: 'a', seed: 1 }, extra)).toEqual({
			prompt: 'a',
			seed: 7,
			fps: 24,
			images: [],
		});
	});

	it('of an object the parts of both', () => {
		const extra = [{ key: 'parameters', json: { b: 3, c: 4 } }];

		expect(jsonBody({ parameters: { a: 1, b: 2 } }, extra)).toEqual({
			parameters: { a: 1, b: 3, c: 4 },
		});
	});
});
