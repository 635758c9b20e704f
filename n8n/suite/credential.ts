import assert from 'node:assert/strict';
import { findFreePort } from '../ports';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';

async function testWith({ client, credential, credentialFields }: Stage, change: object) {
	return await client.testCredential(credential, { ...credentialFields, ...change });
}

export const credentialCases: SuiteCase[] = [
	{
		name: 'credential: the right key passes its test',
		limitSeconds: 30,
		run: async (stage) => {
			const { status, message } = await testWith(stage, {});
			assert.equal(status, 'OK', message);
		},
	},
	{
		name: 'credential: a wrong key is called a wrong key, and is not shown',
		limitSeconds: 30,
		run: async (stage) => {
			const wrongKey = 'sk-not-this-one';
			const { status, message } = await testWith(stage, { apiKey: wrongKey });
			assert.equal(status, 'Error');
			assert.match(message, /key|authori[sz]|authenticat|credential/i);
			assert.ok(!message.includes(wrongKey), message);
		},
	},
	{
		name: 'credential: no server at the address is an error',
		limitSeconds: 60,
		run: async (stage) => {
			const baseUrl = `http://127.0.0.1:${await findFreePort()}/v1`;
			const { status, message } = await testWith(stage, { baseUrl });
			assert.equal(status, 'Error');
			assert.notEqual(message.trim(), '');
		},
	},
];
