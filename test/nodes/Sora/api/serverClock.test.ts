import { openServerClock } from '../../../../nodes/Sora/api/serverClock';

const noon = Date.UTC(2026, 10, 21, 12);
const hourMs = 3_600_000;
const at = (ms: number) => new Date(ms).toUTCString();

describe('the time at the server is', () => {
	it.each([
		{ name: 'ours while nothing is known', told: [], expected: noon },
		{ name: 'ours where no answer tells it', told: [undefined], expected: noon },
		{ name: 'what its answer says', told: [at(noon - 2 * hourMs)], expected: noon - 2 * hourMs },
		{
			name: 'what its latest answer says',
			told: [at(noon - hourMs), at(noon + hourMs)],
			expected: noon + hourMs,
		},
		{
			name: 'what the last one said that told it',
			told: [at(noon + hourMs), undefined, 'today', ''],
			expected: noon + hourMs,
		},
	])('$name', ({ told, expected }) => {
		const clock = openServerClock(() => noon);

		for (const date of told) clock.note(date);

		expect(clock.nowMs()).toBe(expected);
	});

	it('goes on by our clock between two answers', () => {
		let nowMs = noon;
		const clock = openServerClock(() => nowMs);
		clock.note(at(noon + hourMs));
		nowMs += 90_000;

		expect(clock.nowMs()).toBe(noon + hourMs + 90_000);
	});
});
