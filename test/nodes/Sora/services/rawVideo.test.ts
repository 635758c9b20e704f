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

	it('never with a top-level error', () => {
		expect(rawVideo({ id: 'v1', error: { code: 'x' } })).toEqual({ id: 'v1' });
	});
});
