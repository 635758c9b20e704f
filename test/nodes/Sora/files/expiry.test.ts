import { videoSchema, type Video } from '../../../../nodes/Sora/services/video';
import { expiredError, isExpired, requireDownloadable } from '../../../../nodes/Sora/files/expiry';

const read = (answer: object): Video =>
	videoSchema.parse({ id: 'v1', status: 'completed', ...answer });

describe('a download that cannot succeed is refused before it begins:', () => {
	it.each([
		{ name: 'queued', video: { status: 'queued' }, message: '"queued"' },
		{ name: 'still rendering', video: { status: 'postprocessing' }, message: '"postprocessing"' },
		{ name: 'failed', video: { status: 'failed' }, message: '"failed"' },
	])('$name', ({ video, message }) => {
		expect(() => requireDownloadable(read(video))).toThrow(
			expect.objectContaining({
				kind: 'notReady',
				message: expect.stringContaining(message) as string,
				details: expect.objectContaining({ videoId: 'v1' }) as object,
			}) as Error,
		);
	});

	it('but not by the clock', () => {
		expect(() => requireDownloadable(read({ expires_at: 1_000_000_001 }))).not.toThrow();
	});
});

describe('the time of a file', () => {
	const now = Date.UTC(2026, 10, 21);
	const inSeconds = (seconds: number) => now / 1000 + seconds;

	it.each([
		{ name: 'is over', expires_at: inSeconds(-1), expected: true },
		{ name: 'is not over in its last second', expires_at: inSeconds(0), expected: false },
		{ name: 'is not over with time left', expires_at: inSeconds(3600), expected: false },
		{ name: 'never ends without an end', expires_at: null, expected: false },
		{ name: 'never ends with a zero for no end', expires_at: 0, expected: false },
		{ name: 'is not told by seconds to live', expires_at: 3600, expected: false },
		{ name: 'is not told by what is no time', expires_at: -1e18, expected: false },
	])('$name', ({ expires_at, expected }) => {
		expect(isExpired(read({ expires_at }), now)).toBe(expected);
	});
});

describe('the error for files that are gone', () => {
	it('says when', () => {
		expect(expiredError(read({ expires_at: Date.UTC(2026, 10, 20) / 1000 }))).toMatchObject({
			kind: 'expired',
			message: 'The server deleted the files of this video on 2026-11-20T00:00:00.000Z',
			details: { videoId: 'v1' },
		});
	});

	it.each([-1e18, 3600, 1e300])('says no time that is none (%d)', (expires_at) => {
		expect(expiredError(read({ expires_at })).message).toBe(
			'The server deleted the files of this video',
		);
	});
});
