import { videoSchema, type Video } from '../../../../nodes/Sora/api/video';
import { expiredError, isExpired, requireDownloadable } from '../../../../nodes/Sora/files/expiry';

const read = (answer: object): Video =>
	videoSchema.parse({ id: 'v1', status: 'completed', ...answer });

describe('a download that cannot succeed is refused before it begins:', () => {
	const now = Date.UTC(2026, 10, 21);
	const inSeconds = (seconds: number) => now / 1000 + seconds;

	it.each([
		{ name: 'queued', video: { status: 'queued' }, kind: 'notReady', message: '"queued"' },
		{
			name: 'still rendering',
			video: { status: 'postprocessing' },
			kind: 'notReady',
			message: '"postprocessing"',
		},
		{ name: 'failed', video: { status: 'failed' }, kind: 'notReady', message: '"failed"' },
		{
			name: 'expired',
			video: { expires_at: inSeconds(-1) },
			kind: 'expired',
			message: '2026-11-20T23:59:59.000Z',
		},
	])('$name', ({ video, kind, message }) => {
		expect(() => requireDownloadable(read(video), now)).toThrow(
			expect.objectContaining({
				kind,
				message: expect.stringContaining(message) as string,
				details: expect.objectContaining({ videoId: 'v1' }) as object,
			}) as Error,
		);
	});

	it.each([
		{ name: 'in its last second', expires_at: inSeconds(0) },
		{ name: 'with time left', expires_at: inSeconds(3600) },
		{ name: 'without an end', expires_at: null },
		{ name: 'with a zero for no end', expires_at: 0 },
	])('a video $name is not', ({ expires_at }) => {
		expect(() => requireDownloadable(read({ expires_at }), now)).not.toThrow();
	});
});

it('an end that is no time is none, and told without one', () => {
	const video = read({ expires_at: -1e18 });

	expect(isExpired(video, Date.now())).toBe(false);
	expect(expiredError(video).message).toBe('The server deleted the files of this video');
});
