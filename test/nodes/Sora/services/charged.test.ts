import { chargedUsd } from '../../../../nodes/Sora/services/charged';

it.each([
	{ name: 'OpenRouter', answer: { usage: { cost: 0.8 } }, expected: 0.8 },
	{ name: 'ofox, as text', answer: { usage: { video_cost: '0.35' } }, expected: 0.35 },
	{ name: 'a gateway', answer: { usage: { provider_reported_cost_usd: 0.2 } }, expected: 0.2 },
	{ name: 'Together', answer: { outputs: { cost: 0.28 } }, expected: 0.28 },
	{ name: 'Eden AI, Merge', answer: { cost: 1.5 }, expected: 1.5 },
	{
		name: 'xAI, in ticks',
		answer: { usage: { cost_in_usd_ticks: 5_600_000_000 } },
		expected: 0.56,
	},
	{ name: 'what is free', answer: { usage: { cost: 0 } }, expected: 0 },
	{ name: 'who does not say', answer: { usage: {} }, expected: null },
	{ name: 'nonsense', answer: { usage: { cost: 'a lot' }, cost: -1 }, expected: null },
	{ name: 'nobody', answer: null, expected: null },
])('$name: $expected', ({ answer, expected }) => {
	expect(chargedUsd(answer)).toBe(expected);
});
