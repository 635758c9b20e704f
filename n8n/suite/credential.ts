import assert from 'node:assert/strict';
import { startSimulator } from '../../simulator';
import type { DialectName } from '../../simulator/dialects/names';
import { findFreePort } from '../ports';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';

async function testWith({ client, credential, credentialFields }: Stage, change: object) {
	return await client.testCredential(credential, { ...credentialFields, ...change });
}

/** A message for people: no code such as ECONNREFUSED, and no key. */
function assertSentence(message: string, key: string): void {
	assert.ok(message.length > 20, message);
	assert.doesNotMatch(message, /\bE[A-Z]{4,}\b|\bERR_/);
	assert.ok(!message.includes(key), message);
}

const services: Array<{ service: string; dialect: DialectName; title: string }> = [
	{ service: 'openRouter', dialect: 'openrouter', title: 'OpenRouter' },
	{ service: 'gemini', dialect: 'gemini', title: 'Google Gemini' },
	{ service: 'xai', dialect: 'xai', title: 'xAI' },
	{ service: 'together', dialect: 'together', title: 'Together AI' },
	{ service: 'openAi', dialect: 'openai', title: 'The server' },
	{ service: 'other', dialect: 'vllm-omni', title: 'The server' },
];

const serviceCases: SuiteCase[] = services.map(({ service, dialect, title }) => ({
	name: `credential: ${service} lets the right key in, and calls a wrong key a wrong key`,
	limitSeconds: 60,
	run: async (stage) => {
		const simulator = await startSimulator({ dialect, media: 'tiny' });
		const { baseUrl, apiKey } = simulator;
		try {
			const good = await testWith(stage, { service, baseUrl, apiKey });
			assert.equal(good.status, 'OK', good.message);
			const wrongKey = 'sk-not-this-one';
			const wrong = await testWith(stage, { service, baseUrl, apiKey: wrongKey });
			assert.equal(wrong.status, 'Error');
			assert.match(wrong.message, new RegExp(`^${title} does not accept the API Key`));
			assertSentence(wrong.message, wrongKey);
		} finally {
			await simulator.close();
		}
	},
}));

export const credentialCases: SuiteCase[] = [
	...serviceCases,
	{
		name: 'credential: no server at the address is an error, in words',
		limitSeconds: 60,
		run: async (stage) => {
			const baseUrl = `http://127.0.0.1:${await findFreePort()}/v1`;
			const { status, message } = await testWith(stage, { baseUrl });
			assert.equal(status, 'Error');
			assert.match(message, /^Nothing answers at this address/);
			assertSentence(message, stage.simulator.apiKey);
		},
	},
	{
		name: 'credential: https in place of http is an error, in words',
		limitSeconds: 60,
		run: async (stage) => {
			const baseUrl = stage.simulator.baseUrl.replace('http:', 'https:');
			const { status, message } = await testWith(stage, { baseUrl });
			assert.equal(status, 'Error');
			assert.match(message, /does not speak https/);
			assertSentence(message, stage.simulator.apiKey);
		},
	},
	{
		name: 'credential: a web page is no success',
		limitSeconds: 60,
		run: async (stage) => {
			const { status, message } = await testWith(stage, { baseUrl: stage.server.baseUrl });
			assert.equal(status, 'Error');
			assert.match(message, /a web page|has nothing of what a Videos API has/);
			assertSentence(message, stage.simulator.apiKey);
		},
	},
];
