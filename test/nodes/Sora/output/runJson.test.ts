import { videoSchema } from '../../../../nodes/Sora/services/video';
import { runJson, type ClipFacts } from '../../../../nodes/Sora/output/runJson';
import { fixture } from '../../../support/fixtures';

const created: ClipFacts = {
	waitMs: 12_345,
	statusRequests: 2 + 1 / 3,
	tries: 2,
	reused: false,
	resumed: true,
};

const video = (answer: object) => videoSchema.parse({ id: 'v1', status: 'completed', ...answer });

it('a clip that was rendered here tells how', () => {
	const times = { created_at: 1_000, completed_at: 1_042 };

	expect(runJson(video(times), created, 0.8, 3)).toEqual({
		renderSeconds: 42,
		waitSeconds: 12.3,
		statusRequests: 2.33,
		version: 3,
		tries: 2,
		reused: false,
		resumed: true,
		estimatedCostUsd: 0.8,
	});
});

it('a clip that was only downloaded tells of its wait', () => {
	expect(runJson(video({}), { waitMs: 0, statusRequests: 0 }, null, 1)).toEqual({
		renderSeconds: null,
		waitSeconds: 0,
		statusRequests: 0,
	});
});

it('a render that ended before it began has no length', () => {
	const times = { created_at: 1_042, completed_at: 1_000 };

	expect(runJson(video(times), created, null, 1)).toMatchObject({ renderSeconds: null });
});

describe('what the server itself reports is passed on:', () => {
	it.each([
		{ name: 'OpenRouter', answer: { usage: { cost: 0.25 } }, expected: { serverCostUsd: 0.25 } },
		{ name: 'Together', answer: { outputs: { cost: 0.4 } }, expected: { serverCostUsd: 0.4 } },
		{ name: 'a cost of nothing', answer: { usage: { cost: 0 } }, expected: { serverCostUsd: 0 } },
		{
			name: 'vLLM-Omni',
			answer: fixture('vllm-omni.video.completed').body as object,
			expected: {
				gpuSeconds: expect.any(Number) as unknown,
				peakMemoryMb: expect.any(Number) as unknown,
			},
		},
	])('$name', ({ answer, expected }) => {
		expect(runJson(video(answer), created, null, 1)).toMatchObject(expected);
	});

	it.each([
		{ name: 'words', answer: { usage: 'much', outputs: 7, inference_time_s: '3 s' } },
		{ name: 'words inside', answer: { usage: { cost: 'free' }, outputs: { cost: null } } },
		{ name: 'null', answer: { usage: null, outputs: null, peak_memory_mb: null } },
	])('but not $name', ({ answer }) => {
		const told = runJson(video(answer), created, null, 1);

		expect(told).not.toHaveProperty('serverCostUsd');
		expect(told).not.toHaveProperty('gpuSeconds');
		expect(told).not.toHaveProperty('peakMemoryMb');
	});
});
