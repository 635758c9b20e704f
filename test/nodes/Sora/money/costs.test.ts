import {
	dayOf,
	dollars,
	overDayLimit,
	overRunLimit,
	sumOf,
	tooManyVideos,
	unknownPrice,
} from '../../../../nodes/Sora/money/costs';

const costs = (count: number) =>
	Array.from({ length: count }, (_none, itemIndex) => ({ itemIndex, usd: 0.1 }));

it('a sum of many small prices is clean', () => {
	expect(sumOf(costs(3))).toBe(0.3);
	expect(sumOf([])).toBe(0);
});

it.each([
	{ usd: 0, expected: '$0.00' },
	{ usd: 0.4, expected: '$0.40' },
	{ usd: 12, expected: '$12.00' },
	{ usd: 3.031, expected: '$3.031' },
	{ usd: 0.0004, expected: '$0.0004' },
])('$usd is written $expected', ({ usd, expected }) => {
	expect(dollars(usd)).toBe(expected);
});

describe('the message of a limit', () => {
	it('lists the items, the first twenty', () => {
		expect(overRunLimit(costs(2), 0.1).message).toMatch(/: item 0 \$0.10, item 1 \$0.10$/);
		expect(overRunLimit(costs(20), 0.1).message).not.toContain('more, item');
		expect(overRunLimit(costs(25), 0.1).message).toMatch(/item 19 \$0.10, and 5 more$/);
	});

	it('of the day says what was spent', () => {
		expect(overDayLimit(costs(1), 2.5, 2.55)).toMatchObject({
			kind: 'overLimit',
			message: expect.stringContaining('$2.50 were spent today') as string,
		});
	});

	it('of the videos says how many', () => {
		expect(tooManyVideos(6, 5).message).toContain('6 renders');
	});
});

describe('a clip whose cost nobody knows says what is missing:', () => {
	it.each([
		{
			name: 'a price',
			clip: { prompt: null, model: 'wan', size: '1x1', resolution: null, seconds: 4 },
			message: 'no list price for the model wan at 1x1',
			advice: 'Price per Second',
		},
		{
			name: 'a model',
			clip: { prompt: null, model: null, size: null, resolution: null, seconds: 4 },
			message: 'no list price for the model (server default)',
			advice: 'Price per Second',
		},
		{
			name: 'a length',
			clip: { prompt: null, model: 'sora-2', size: '1280x720', resolution: null, seconds: null },
			message: 'its length is not known',
			advice: 'Max Videos per Run',
		},
	])('$name', ({ clip, message, advice }) => {
		expect(unknownPrice(clip)).toMatchObject({
			kind: 'badInput',
			message: expect.stringContaining(message) as string,
			details: { advice: expect.stringContaining(advice) as string },
		});
	});
});

it.each([
	{ timeZone: 'UTC', expected: '2026-11-21' },
	{ timeZone: 'America/Los_Angeles', expected: '2026-11-20' },
	{ timeZone: 'Pacific/Kiritimati', expected: '2026-11-21' },
])('the day in $timeZone is $expected', ({ timeZone, expected }) => {
	expect(dayOf(Date.UTC(2026, 10, 21, 0, 30), timeZone)).toBe(expected);
});
