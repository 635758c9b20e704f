import { openVideoServer } from '../../demo/videoServer';

it('renders at the given server, with the given key', async () => {
	const server = await openVideoServer({
		SORA_BASE_URL: 'https://videos.example.com/v1',
		SORA_API_KEY: 'sk-mine',
	});

	expect(server).toMatchObject({ baseUrl: 'https://videos.example.com/v1', apiKey: 'sk-mine' });
});

it.each([
	{ service: 'gemini', baseUrl: 'https://generativelanguage.googleapis.com/v1beta' },
	{ service: 'openRouter', baseUrl: 'https://openrouter.ai/api/v1' },
])('renders at $service, at its own address and with a model of its list', async (row) => {
	const server = await openVideoServer({ SORA_SERVICE: row.service, SORA_API_KEY: 'sk-mine' });

	expect(server).toMatchObject({ ...row, apiKey: 'sk-mine', model: undefined, needsModel: true });
});

it('names the services where it knows none of that name', async () => {
	await expect(openVideoServer({ SORA_SERVICE: 'sora' })).rejects.toThrow(
		'SORA_SERVICE is none of openRouter, gemini, xai, together, openAi, other: sora.',
	);
});

it('takes a server without a key as one that asks for none', async () => {
	const server = await openVideoServer({ SORA_BASE_URL: 'http://localhost:8091/v1' });

	expect(server.apiKey).toBe('');
});

it('renders in a simulator of its own when none is given, and ends it', async () => {
	const server = await openVideoServer({});
	const ask = async () =>
		await fetch(`${server.baseUrl}/models`, {
			headers: { authorization: `Bearer ${server.apiKey}` },
		});

	expect((await ask()).status).toBe(200);
	await server.close();
	await expect(ask()).rejects.toThrow();
});
