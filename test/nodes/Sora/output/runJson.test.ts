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

const estimated = (estimatedUsd: number | null) => ({ estimatedUsd, chargedUsd: null });

const video = (answer: object) => videoSchema.parse({ id: 'v1', status: 'completed', ...answer });

it('a clip that was rendered here tells how', () => {
	const times = { created_at: 1_000, completed_at: 1_042 };

	expect(runJson(video(times), created, estimated(0.8), 3)).toEqual({
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
	expect(runJson(video({}), { waitMs: 0, statusRequests: 0 }, estimated(null), 1)).toEqual({
		renderSeconds: null,
		waitSeconds: 0,
		statusRequests: 0,
	});
});

it('a render that ended before it began has no length', () => {
	const times = { created_at: 1_042, completed_at: 1_000 };

	expect(runJson(video(times), created, estimated(null), 1)).toMatchObject({ renderSeconds: null });
});

describe('what the server itself reports is passed on:', () => {
	it.each([
		{
			name: 'vLLM-Omni',
			answer: fixture('vllm-omni.video.completed').body as object,
			expected: {
				gpuSeconds: expect.any(Number) as unknown,
				peakMemoryMb: expect.any(Number) as unknown,
			},
		},
	])('$name', ({ answer, expected }) => {
		expect(runJson(video(answer), created, estimated(null), 1)).toMatchObject(expected);
	});

	it.each([
		{ name: 'words', answer: { inference_time_s: '3 s' } },
		{ name: 'null', answer: { peak_memory_mb: null } },
	])('but not $name', ({ answer }) => {
		const told = runJson(video(answer), created, estimated(null), 1);

		expect(told).not.toHaveProperty('gpuSeconds');
		expect(told).not.toHaveProperty('peakMemoryMb');
	});
});

it('what was charged takes the place of the estimate', () => {
	const told = runJson(video({}), created, { estimatedUsd: 0.8, chargedUsd: 0.72 }, 1);

	expect(told).toMatchObject({ chargedUsd: 0.72 });
	expect(told).not.toHaveProperty('estimatedCostUsd');
});
