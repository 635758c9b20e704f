import { isVideoAllTheSame, strangeAnswer } from '../../../../nodes/Sora/api/strangeAnswers';

const failed = { id: 'v1', object: 'video', status: 'failed' };
const nameless = { id: 'v1', status: 'error' };
const long = '1234567890123456789';

describe('an answer outside 2xx is a video', () => {
	it.each([
		{ name: 'that calls itself one', json: failed, call: { purpose: 'read', videoId: 'v2' } },
		{ name: 'that calls itself one', json: failed, call: { purpose: 'create' } },
		{ name: 'with the id asked for', json: nameless, call: { purpose: 'read', videoId: 'v1' } },
		{ name: 'with a number asked for', json: { id: 7 }, call: { purpose: 'read', videoId: '7' } },
		{
			name: 'with the task_id asked for',
			json: { task_id: 'v1' },
			call: { purpose: 'read', videoId: 'v1' },
		},
	] as const)('$name ($call.purpose)', ({ json, call }) => {
		expect(isVideoAllTheSame(json, 500, call)).toBe(true);
	});

	it.each([
		{ name: 'with another id', json: nameless, call: { purpose: 'read', videoId: 'v2' } },
		{ name: 'with an id that nobody asked for', json: nameless, call: { purpose: 'create' } },
		{ name: 'without any', json: {}, call: { purpose: 'read' } },
		{ name: 'of a list', json: failed, call: { purpose: 'list' } },
		{ name: 'of a deletion', json: failed, call: { purpose: 'delete', videoId: 'v1' } },
		{ name: 'that is a list', json: [failed], call: { purpose: 'create' } },
		{ name: 'that is no JSON', json: undefined, call: { purpose: 'create' } },
	] as const)('but not one $name ($call.purpose)', ({ json, call }) => {
		expect(isVideoAllTheSame(json, 500, call)).toBe(false);
	});

	it.each([401, 403, 404, 408, 429])('but never with %d', (status) => {
		expect(isVideoAllTheSame(failed, status, { purpose: 'read', videoId: 'v1' })).toBe(false);
	});
});

describe('a success that is no video', () => {
	it.each([
		{ text: '{"id":"v1","sta', videoId: 'v1' },
		{ text: `{"seconds":4,"task_id": ${long}, "sta`, videoId: long },
		{ text: `{"id":${long}`, videoId: undefined },
		{ text: '{"id":"v', videoId: undefined },
		{ text: '{"user":{"id":"u1"', videoId: undefined },
		{ text: '<p>"id":"v1"</p>', videoId: undefined },
	])('of a create shows the id that came whole: $text', ({ text, videoId }) => {
		const { details } = strangeAnswer({ status: 202, headers: {}, text }, 'create');

		expect(details.videoId).toBe(videoId);
		expect(details.mayExist).toBe(true);
	});

	it('of a look makes nothing that may exist', () => {
		const { details } = strangeAnswer({ status: 200, headers: {}, text: '{"id":"v1"' }, 'read');

		expect(details).toMatchObject({ status: 200, mayExist: false });
		expect(details).not.toHaveProperty('videoId');
	});
});
