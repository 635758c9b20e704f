import { SoraError } from '../../../../nodes/Sora/api/errors';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import { hasEnded, mayGoWellAgain, requireCompleted } from '../../../../nodes/Sora/follow/outcome';

const video = (answer: object) => videoSchema.parse({ id: 'v1', status: 'failed', ...answer });

it.each([
	{ status: 'queued', expected: false },
	{ status: 'processing', expected: false },
	{ status: 'warming up', expected: false },
	{ status: 'succeeded', expected: true },
	{ status: 'cancelled', expected: true },
])('a render that is $status has ended: $expected', ({ status, expected }) => {
	expect(hasEnded(video({ status }))).toBe(expected);
});

it('a completed render is handed on as it is', () => {
	const done = video({ status: 'done' });

	expect(requireCompleted(done)).toBe(done);
});

describe('a failed render says why, in plain words and the server’s own:', () => {
	it.each([
		{
			name: 'content rules, by code',
			error: { code: 'moderation_blocked', message: 'Blocked.' },
			kind: 'policy',
			message: 'The content rules of the server stopped the render: Blocked.',
			advice: 'Change the prompt or the images',
		},
		{
			name: 'content rules, by message',
			error: 'flagged by the safety system',
			kind: 'policy',
			message: 'flagged by the safety system',
			advice: 'Change the prompt',
		},
		{
			name: 'no memory left',
			error: { code: 500, message: 'CUDA out of memory while decoding latents' },
			kind: 'renderFailed',
			message: 'The server ran out of graphics memory: CUDA out of memory',
			advice: 'lower Resolution',
		},
		{
			name: 'a render cancelled by somebody',
			status: 'cancelled',
			kind: 'renderFailed',
			message: 'The render was cancelled at the server: status "cancelled"',
			advice: 'Create the video again if it is still wanted',
		},
		{
			name: 'a render deleted by somebody',
			status: 'deleted',
			kind: 'renderFailed',
			message: 'The video was deleted at the server: status "deleted"',
			advice: 'Create the video again if it is still wanted',
		},
		{
			name: 'a render that took too long, or was fetched too late',
			status: 'expired',
			kind: 'renderFailed',
			message: 'The render has expired at the server',
			advice: 'shorter Duration',
		},
		{
			name: 'a time-out inside the server',
			error: 'worker timed out',
			kind: 'renderFailed',
			message: 'The server gave the render up because it took too long: worker timed out',
			advice: 'shorter Duration',
		},
		{
			name: 'a broken server',
			error: { code: 'server_error', message: 'Something went wrong' },
			kind: 'renderFailed',
			message: 'The server failed while rendering: Something went wrong',
			advice: 'seldom the fault of the prompt',
		},
		{
			name: 'something new',
			error: { code: 'zebra', message: 'Stripes are missing' },
			kind: 'renderFailed',
			message: 'The render failed: Stripes are missing',
			advice: 'change what the reason names',
		},
		{
			name: 'nothing at all',
			kind: 'renderFailed',
			message: 'The render failed: status "failed"',
			advice: 'Create the video again',
		},
	])('$name', ({ error, status = 'failed', kind, message, advice }) => {
		const code = typeof error === 'object' ? String(error.code) : null;
		const failed = () => requireCompleted(video({ error, status }));

		expect(failed).toThrow(SoraError);
		expect(failed).toThrow(
			expect.objectContaining({
				kind,
				message: expect.stringContaining(message) as string,
				details: { videoId: 'v1', code, advice: expect.stringContaining(advice) as string },
			}) as Error,
		);
	});
});

describe('the same request', () => {
	it.each<{ name: string; answer: object }>([
		{ name: 'a broken server', answer: { error: { code: 'server_error', message: 'Oops' } } },
		{ name: 'a lack of memory', answer: { error: 'CUDA out of memory' } },
		{ name: 'a time-out', answer: { error: 'worker timed out' } },
		{ name: 'an expiry', answer: { status: 'expired' } },
		{ name: 'something new', answer: { error: { code: 'zebra', message: 'Stripes' } } },
		{ name: 'nothing said', answer: {} },
	])('may go well after $name', ({ answer }) => {
		expect(mayGoWellAgain(video(answer))).toBe(true);
	});

	it.each<{ name: string; answer: object }>([
		{ name: 'the content rules', answer: { error: { code: 'moderation_blocked', message: 'x' } } },
		{ name: 'the content rules, by message', answer: { error: 'flagged as nsfw' } },
		{ name: 'bad input', answer: { error: { code: 'invalid_request_error', message: 'x' } } },
		{ name: 'bad input, by message', answer: { error: 'Unsupported size' } },
		{ name: 'a failed check', answer: { error: 'Validation error: seconds' } },
		{ name: 'a cancellation', answer: { status: 'cancelled' } },
		{ name: 'a cancellation, by message', answer: { error: 'Canceled by user' } },
		{ name: 'a deletion', answer: { status: 'deleted' } },
		{ name: 'success', answer: { status: 'completed' } },
	])('is not rendered again after $name', ({ answer }) => {
		expect(mayGoWellAgain(video(answer))).toBe(false);
	});
});
