import { SoraError, cancelledError, toSoraError } from '../../../../nodes/Sora/api/errors';

it('an error learns which render it is about, by the last word', () => {
	const error = new SoraError('timeout', 'Too slow', { status: 504, advice: 'Wait' });

	expect(error.about('v1')).toMatchObject({
		kind: 'timeout',
		message: 'Too slow',
		details: { status: 504, advice: 'Wait', videoId: 'v1' },
	});
	expect(error.about('v1').about('v2').details.videoId).toBe('v2');
});

it('n8n shows a stopped run as canceled, not as failed', () => {
	expect(cancelledError().message).toContain('canceled');
	expect(cancelledError().name).toContain('Cancelled');
	expect(cancelledError().details).not.toHaveProperty('videoId');
	expect(cancelledError('v1').details.videoId).toBe('v1');
	expect(new SoraError('timeout', 'x').name).toBe('SoraError');
});

describe('any thrown value is an error with a kind:', () => {
	it('its own errors stay as they are', () => {
		const error = new SoraError('quota', 'No credit');

		expect(toSoraError(error)).toBe(error);
	});

	it.each([
		{ name: 'an error', thrown: new TypeError('No such field'), expected: 'No such field' },
		{ name: 'a text', thrown: 'No such field', expected: 'No such field' },
		{ name: 'nothing', thrown: undefined, expected: 'undefined' },
	])('$name', ({ thrown, expected }) => {
		expect(toSoraError(thrown)).toMatchObject({ kind: 'badInput', message: expected });
	});

	it('without the request and its secret headers', () => {
		const thrown = Object.assign(new Error('Failed'), {
			config: { headers: { authorization: 'Bearer sk-secret' } },
		});

		expect(JSON.stringify(Object.entries(toSoraError(thrown)))).not.toContain('sk-secret');
		expect(toSoraError(thrown).cause).toBeUndefined();
	});
});
