import { ApplicationError, NodeOperationError, type INode } from 'n8n-workflow';
import { z } from 'zod';

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

const node: INode = {
	id: '1',
	name: 'Sora',
	type: 'n8n-nodes-sora.sora',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('any thrown value is an error with a kind:', () => {
	it('its own errors stay as they are', () => {
		const error = new SoraError('quota', 'No credit');

		expect(toSoraError(error)).toBe(error);
	});

	it.each([
		{ name: 'an error', thrown: new Error('No such field'), expected: 'No such field' },
		{
			name: 'an error of n8n, as for a missing file',
			thrown: new NodeOperationError(node, 'The item has no binary field "data"'),
			expected: 'The item has no binary field "data"',
		},
		{
			name: 'another error of n8n',
			thrown: new ApplicationError('Invalid syntax'),
			expected: 'Invalid syntax',
		},
		{ name: 'an object', thrown: { message: 'No such field' }, expected: 'No such field' },
		{ name: 'a number', thrown: 5, expected: '5' },
		{ name: 'a text', thrown: 'No such field', expected: 'No such field' },
		{ name: 'nothing', thrown: undefined, expected: 'undefined' },
	])('$name', ({ thrown, expected }) => {
		expect(toSoraError(thrown)).toMatchObject({ kind: 'badInput', message: expected });
	});

	it.each([
		{ name: 'TypeError', fail: () => Reflect.get(JSON.parse('1') as object, 'id') as unknown },
		{ name: 'RangeError', fail: () => 'a'.repeat(-1) },
		{ name: 'SyntaxError', fail: () => JSON.parse('{') as unknown },
		{ name: 'ZodError', fail: () => z.string().parse(5) },
		{
			name: 'ReferenceError',
			fail: () => {
				throw Object.assign(new Error('x is not defined'), { name: 'ReferenceError' });
			},
		},
	])('a mistake of ours is no wrong input ($name), and can be found', async ({ name, fail }) => {
		const thrown = await Promise.resolve()
			.then(fail)
			.catch((error: Error) => error);

		const error = toSoraError(thrown);

		expect(error).toMatchObject({
			kind: 'internal',
			message: `The node itself failed: ${(thrown as Error).message}`,
			stack: (thrown as Error).stack,
		});
		expect(error.about('v1').stack).toBe(error.stack);
		expect(error.details.advice).toContain('fault of the node');
		expect(error.details.advice).toContain(`${name} at `);
		expect(error.details.advice).toContain('errors.test.ts');
	});

	it('without the request and its secret headers', () => {
		const thrown = Object.assign(new Error('Failed'), {
			config: { headers: { authorization: 'Bearer sk-secret' } },
		});

		expect(JSON.stringify(Object.entries(toSoraError(thrown)))).not.toContain('sk-secret');
		expect(toSoraError(thrown).cause).toBeUndefined();
	});
});
