import type { INodeParameters } from 'n8n-workflow';

import { readTriggerSettings } from '../../../../nodes/Sora/parameters/trigger';
import { SoraTrigger } from '../../../../nodes/Sora/SoraTrigger.node';
import { fakeHook } from '../../../support/fakeContext';

const { description } = new SoraTrigger();

const read = async (parameters: INodeParameters = {}, webhookSecret = '') =>
	await readTriggerSettings(
		fakeHook({ description, parameters, credential: { webhookSecret } }).context,
	);

it('a form that nobody touched means: completed videos, registered by itself, with details', async () => {
	expect(await read()).toEqual({
		events: ['video.completed'],
		isAutomatic: true,
		includeDetails: true,
		simplify: true,
		secrets: [],
	});
});

it.each<{ name: string; parameters: INodeParameters; expected: object }>([
	{
		name: 'both events',
		parameters: { events: ['video.completed', 'video.failed'] },
		expected: { events: ['video.completed', 'video.failed'] },
	},
	{
		name: 'one event out of an expression',
		parameters: { events: 'video.failed' },
		expected: { events: ['video.failed'] },
	},
	{ name: 'Manual', parameters: { registration: 'manual' }, expected: { isAutomatic: false } },
	{
		name: 'no details',
		parameters: { includeDetails: false },
		expected: { includeDetails: false },
	},
	{ name: 'all fields', parameters: { simplify: false }, expected: { simplify: false } },
])('$name', async ({ parameters, expected }) => {
	expect(await read(parameters)).toMatchObject(expected);
});

it.each<{ name: string; events: INodeParameters[string] }>([
	{ name: 'none', events: [] },
	{ name: 'an empty text', events: '' },
	{ name: 'one that does not exist', events: ['video.progressed'] },
	{ name: 'one that does not exist beside a good one', events: ['video.completed', 'batch'] },
])('without an event the message names the field: $name', async ({ events }) => {
	await expect(read({ events })).rejects.toMatchObject({
		kind: 'badInput',
		message: expect.stringContaining('Trigger On') as unknown,
	});
});

describe('the secrets of the credential', () => {
	it.each([
		{ name: 'none', typed: '', secrets: [] },
		{ name: 'blanks', typed: ' \t\n ', secrets: [] },
		{ name: 'one', typed: 'whsec_b25l', secrets: ['whsec_b25l'] },
		{ name: 'one pasted with a line end', typed: ' whsec_b25l\n', secrets: ['whsec_b25l'] },
		{
			name: 'two of a rotation',
			typed: 'whsec_b25l plain-text-secret',
			secrets: ['whsec_b25l', 'plain-text-secret'],
		},
		{ name: 'one in each line', typed: 'one\r\ntwo\nthree', secrets: ['one', 'two', 'three'] },
	])('are read one by one: $name', async ({ typed, secrets }) => {
		expect((await read({}, typed)).secrets).toEqual(secrets);
	});

	it('are none in a credential of before there was that field', async () => {
		const credential = { webhookSecret: null } as never;

		expect(await readTriggerSettings(fakeHook({ description, credential }).context)).toMatchObject({
			secrets: [],
		});
	});
});
