import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';

import { z } from 'zod';

import { json, redirect, reset, text } from '../support/answers';
import { openLoopback, type Answer, type Loopback } from '../support/loopback';
import type { DialectName } from '../../simulator/dialects/names';
import { stagePerTest, type Stage, type StageOptions } from './stage';

const open = stagePerTest();

/** What the editor shows. */
async function told(stage: Stage): Promise<string> {
	const { status, message } = await stage.settle(stage.engine.testCredential('sora'));
	expect(status).toBe(message === 'Connection successful!' ? 'OK' : 'Error');
	expect(message).not.toMatch(/\bE[A-Z]{4,}\b|\bERR_/);
	return message;
}

const services: Array<{
	service: string;
	dialect: DialectName;
	asks: string;
	title: string;
	page: string;
}> = [
	{
		service: 'openRouter',
		dialect: 'openrouter',
		asks: 'GET /api/v1/key',
		title: 'OpenRouter',
		page: ' Keys are made at https://openrouter.ai/settings/keys.',
	},
	{
		service: 'gemini',
		dialect: 'gemini',
		asks: 'GET /v1beta/models',
		title: 'Google Gemini',
		page: ' Keys are made at https://aistudio.google.com/apikey.',
	},
	{
		service: 'xai',
		dialect: 'xai',
		asks: 'GET /v1/models',
		title: 'xAI',
		page: ' Keys are made at https://console.x.ai/team/default/api-keys.',
	},
	{
		service: 'together',
		dialect: 'together',
		asks: 'GET /v1/models',
		title: 'Together AI',
		page: ' Keys are made at https://api.together.ai/settings/api-keys.',
	},
	{ service: 'openAi', dialect: 'openai', asks: 'GET /v1/models', title: 'The server', page: '' },
	{ service: 'other', dialect: 'litellm', asks: 'GET /v1/models', title: 'The server', page: '' },
];

describe.each(services)('$service', ({ service, dialect, asks, title, page }) => {
	const openWith = async (credential: Record<string, string>) =>
		await open({ simulator: { dialect }, credential: { service, ...credential } });

	it('lets the right key in, and is asked once', async () => {
		const stage = await openWith({});

		expect(await told(stage)).toBe('Connection successful!');

		expect(stage.sent().map(({ method, path }) => `${method} ${path}`)).toEqual([asks]);
	});

	it('refuses a wrong key, which the message does not show', async () => {
		const message = await told(await openWith({ apiKey: 'sk-wrong-0123456789' }));

		expect(message).toMatch(new RegExp(`^${title} does not accept the API Key \\(40[01]\\)\\.`));
		expect(message.endsWith(page)).toBe(true);
		expect(message).not.toContain('sk-wrong');
	});

	it('asks for a key where there is none', async () => {
		expect(await told(await openWith({ apiKey: ' ' }))).toBe(
			`${title} asks for an API Key.${page}`,
		);
	});

	it('has no credit left', async () => {
		const stage = await openWith({});
		const fault = { kind: 'status', status: 402 } as const;
		stage.simulator.order({ match: {}, fault });

		expect(await told(stage)).toMatch(
			/^The API Key is right, but it has no credit left\. Add credit (at|there)/,
		);
	});
});

it('trims what was pasted', async () => {
	const stage = await open({
		credential: ({ baseUrl, apiKey }) => ({ baseUrl: ` ${baseUrl}// `, apiKey: ` ${apiKey}\n` }),
	});

	expect(await told(stage)).toBe('Connection successful!');
});

it.each(['sk-simu lator', 'sk-simu\nlator', 'Bearer sk-simulator'])(
	'says that a key with blanks inside is wrong, before anything is sent: %j',
	async (apiKey) => {
		const stage = await open({ credential: { apiKey } });

		expect(await told(stage)).toMatch(
			/^The API Key .* holds a blank or a line break\. .*copy it anew/,
		);
		expect(stage.sent()).toEqual([]);
	},
);

it('sends what a run sends', async () => {
	const stage = await open({
		credential: ({ baseUrl }) => ({
			service: 'openAi',
			baseUrl: `${baseUrl}?api-version=preview`,
			organizationId: 'org-1',
			projectId: 'proj_1',
			headerName: 'x-gate',
			headerSecret: 'gate-secret-1',
		}),
	});

	expect(await told(stage)).toBe('Connection successful!');

	const [asked] = stage.sent();
	expect(asked?.query).toEqual({ 'api-version': 'preview' });
	expect(asked?.headers).toMatchObject({
		'openai-organization': 'org-1',
		'openai-project': 'proj_1',
		'x-gate': expect.any(String) as string,
	});
});

it.each(['authorization', 'AUTHORIZATION'])(
	'sends %s as custom header in place of the key',
	async (headerName) => {
		const stage = await open({
			credential: ({ apiKey }) => ({
				apiKey: 'sk-wrong-0123456789',
				headerName,
				headerSecret: `Bearer ${apiKey}`,
			}),
		});

		expect(await told(stage)).toBe('Connection successful!');
	},
);

it('names a custom header that no request could carry, and asks for nothing', async () => {
	const stage = await open({ credential: { headerName: 'Content-Length', headerSecret: '7' } });

	expect(await told(stage)).toMatch(
		/Custom Header Name of the Sora API credential cannot be "Content-Length"/,
	);
	expect(stage.sent()).toEqual([]);
});

it.each([
	{ baseUrl: '', says: /Base URL .* is not a web address\. .*e\.g\. http:\/\/localhost:8091\/v1/ },
	{ baseUrl: 'localhost:8091/v1', says: /is not a web address/ },
	{ baseUrl: 'https://api.openai.com/v1', says: /^OpenAI ended .* 2026-09-24.*OpenRouter/ },
	{ baseUrl: 'http://127.0.0.1:1/v1', says: /^Nothing answers .*\(127\.0\.0\.1:1\).*Docker/ },
])('is told what is wrong with the address "$baseUrl"', async ({ baseUrl, says }) => {
	expect(await told(await open({ credential: { baseUrl } }))).toMatch(says);
});

describe('a server that is none of a Videos API', () => {
	let server: Loopback & { close: () => Promise<void> };
	beforeEach(async () => {
		server = await openLoopback();
	});
	afterEach(async () => await server.close());

	const tellOf = async (answer: Answer, credential: StageOptions['credential'] = {}) => {
		server.always(answer);
		const baseUrl = `${server.origin}/v2`;
		return await told(
			await open({ credential: { baseUrl, apiKey: 'sk-good-0123', ...credential } }),
		);
	};
	const host = () => new URL(server.origin).host;
	const page = text('<!doctype html><title>n8n</title>', 200, { 'content-type': 'text/html' });

	it.each([
		{ name: 'a web page', answer: page, says: 'a web page' },
		{ name: 'no text at all', answer: text(''), says: 'something else' },
		{ name: 'JSON of another kind', answer: json({ status: 'ok' }), says: 'something else' },
	])('is no success with $name', async ({ answer, says }) => {
		expect(await tellOf(answer)).toBe(
			`${host()} answers with ${says}, not with a list of models. The Base URL has to end in the version of the API, e.g. http://localhost:8091/v1.`,
		);
	});

	it('is no success with the page of a hosted service, whose address is told', async () => {
		expect(await tellOf(page, { service: 'openRouter' })).toBe(
			`${host()} answers with a web page, not with what OpenRouter answers. The Base URL has to end as in https://openrouter.ai/api/v1; leave it empty for OpenRouter itself.`,
		);
	});

	it.each([404, 405])('lacks its version, so that it answers %d', async (status) => {
		expect(await tellOf(text('Nope', status))).toBe(
			`${server.origin}/v2 has nothing of what a Videos API has (${status}). The Base URL has to end in the version of the API, e.g. http://localhost:8091/v1.`,
		);
	});

	it('wants to be asked by https, and is sent no key there', async () => {
		const secure = server.origin.replace('http:', 'https:');

		expect(await tellOf(redirect(`${secure}/v2/models`, 301))).toBe(
			`The server wants to be asked by https (${secure}/v2/models). Set the Base URL in the Sora API credential to ${secure}/v2 (https in place of http). The API key was not sent there.`,
		);
	});

	it('sends elsewhere, where nothing is asked', async () => {
		const elsewhere = await openLoopback();
		try {
			expect(await tellOf(redirect(`${elsewhere.origin}/v1/models`))).toMatch(
				/^The server sends the request on to another address .* The API key was not sent there\.$/,
			);
			expect(elsewhere.requests).toEqual([]);
		} finally {
			await elsewhere.close();
		}
	});

	it('is asked again where it only moves the path', async () => {
		server.plan(redirect('/v1/models', 307), json({ data: [] }));

		expect(await tellOf(text('Not planned', 500))).toBe('Connection successful!');
	});

	it('does not speak https', async () => {
		const baseUrl = `${server.origin.replace('http:', 'https:')}/v1`;

		expect(await tellOf(json({ data: [] }), { baseUrl })).toMatch(
			/^The server does not speak https \(127\.0\.0\.1:\d+\)\. Write http:\/\/ in place of https:\/\//,
		);
	});

	it('speaks https only, as nginx says it', async () => {
		const answer = text('<h1>The plain HTTP request was sent to HTTPS port</h1>', 400);

		expect(await tellOf(answer)).toBe(
			`${host()} speaks https only. Write https:// in place of http:// in the Base URL.`,
		);
	});

	it('breaks the connection off', async () => {
		expect(await tellOf(reset)).toMatch(
			/^The server broke the connection off .* If it speaks https, the address has to begin with https:\/\/\.$/,
		);
	});

	it('fails itself', async () => {
		expect(await tellOf(json({ error: { message: 'No worker' } }, 503))).toMatch(
			/^The server failed: No worker \(HTTP 503\)\. Try again later/,
		);
	});
});

it('a port for https that is asked by http says so', async () => {
	const server = createTlsServer(() => undefined).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = z.object({ port: z.number() }).parse(server.address());
	try {
		const stage = await open({ credential: { baseUrl: `http://127.0.0.1:${port}/v1` } });

		expect(await told(stage)).toMatch(/the address has to begin with https:\/\//);
	} finally {
		server.close();
	}
});

it('waits ten seconds for an answer, and no longer', async () => {
	const stage = await open({});
	stage.simulator.order({ match: { path: 'models' }, fault: { kind: 'hang' } });
	const beganMs = Date.now();

	expect(await told(stage)).toMatch(/^The server did not answer within 10 seconds/);

	expect(Date.now() - beganMs).toBe(10_000);
});
