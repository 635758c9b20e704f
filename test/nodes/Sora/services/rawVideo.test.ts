import type { IDataObject } from 'n8n-workflow';

import { rawVideo } from '../../../../nodes/Sora/services/rawVideo';

/** An answer in which lists lie in lists. */
function nested(levels: number): IDataObject {
	const text = `{"id":"v1","seconds":4,"usage":null,"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;
	return JSON.parse(text) as IDataObject;
}

describe('an item holds the answer', () => {
	it('with all its levels, as long as there are not too many', () => {
		const answer = nested(99);

		expect(rawVideo(answer)).toEqual(answer);
	});

	it.each([100, 5_000, 200_000])('nested in %d levels by its top only', (levels) => {
		expect(rawVideo(nested(levels))).toEqual({ id: 'v1', seconds: 4, usage: null });
	});

	it.each([
		{ name: 'many parts', more: { x: Array<string>(100_000).fill('0123456789') } },
		{
			name: 'one part',
			more: { x: { y: 'a'.repeat(90_000), z: 'a'.repeat(90_000), n: 'a'.repeat(90_000) } },
		},
	])('with $name of a megabyte by its top only', ({ more }) => {
		expect(rawVideo({ id: 'v1', seconds: 4, ...more })).toEqual({ id: 'v1', seconds: 4 });
	});

	it('with 50,000 fields by the first of them', () => {
		const fields = Object.fromEntries(Array.from({ length: 50_000 }, (_none, n) => [`f${n}`, n]));

		const kept = rawVideo({ id: 'v1', ...fields });

		expect(kept).toMatchObject({ id: 'v1', f0: 0 });
		expect(Object.keys(kept)).toHaveLength(100);
	});

	it('whole beside a clip', () => {
		expect(rawVideo({ id: 'v1', b64_json: 'A'.repeat(1e6), n: { x: 1 } })).toEqual({
			id: 'v1',
			n: { x: 1 },
		});
	});

	it('never with a top-level error', () => {
		expect(rawVideo({ id: 'v1', error: { code: 'x' } })).toEqual({ id: 'v1' });
	});
});
