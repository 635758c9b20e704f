import { openAt } from '../openAt';
import { evenWhenStopped, openServer } from '../../../../nodes/Sora/api/server';
import { fakeExecute, fakeLoadOptions, type testCredential } from '../../../support/fakeContext';

const open = async (credential: Partial<typeof testCredential>) =>
	await openServer(fakeExecute({ credential }).context);

describe('the Base URL is used as typed', () => {
	it.each([
		{ name: 'with its path', baseUrl: 'https://api.openai.com/v1', expected: undefined },
		{
			name: 'less slashes at the end',
			baseUrl: 'http://localhost:8091/v1//',
			expected: 'http://localhost:8091/v1',
		},
		{
			name: 'less blanks around it',
			baseUrl: ' https://a.example.com/openai/v1 ',
			expected: 'https://a.example.com/openai/v1',
		},
		{ name: 'without a path', baseUrl: 'https://a.example.com', expected: undefined },
	])('$name', async ({ baseUrl, expected }) => {
		const server = await open({ baseUrl });

		expect(server.baseUrl).toBe(expected ?? baseUrl);
		expect(server.origin).toBe(new URL(baseUrl.trim()).origin);
	});
});

describe('a Base URL that leads nowhere is named before anything is sent:', () => {
	it.each([
		{ name: 'an empty one', baseUrl: '' },
		{ name: 'blanks', baseUrl: '  ' },
		{ name: 'a host without scheme', baseUrl: 'localhost:8091/v1' },
		{ name: 'a file', baseUrl: 'file:///etc/passwd' },
		{ name: 'a word', baseUrl: 'openai' },
	])('$name', async ({ baseUrl }) => {
		await expect(open({ baseUrl })).rejects.toMatchObject({
			kind: 'badInput',
			message: expect.stringContaining('Base URL') as string,
		});
	});
});

it('a custom header that no request could carry is named before anything is sent', async () => {
	await expect(open({ headerName: 'Content-Length', headerSecret: '7' })).rejects.toMatchObject({
		kind: 'badInput',
		message: expect.stringContaining('Custom Header Name') as string,
		details: {},
	});
});

it.each([
	{ baseUrl: 'https://api.openai.com/v1', expected: true },
	{ baseUrl: 'https://api.openai.com.example.com/v1', expected: false },
	{ baseUrl: 'https://sora.openai.azure.com/openai/v1', expected: false },
])('$baseUrl is OpenAI itself: $expected', async ({ baseUrl, expected }) => {
	expect((await open({ baseUrl })).isOpenAi).toBe(expected);
});

describe('secrets are blacked out', () => {
	it.each([
		{
			name: 'wherever they stand',
			credential: { apiKey: 'sk-secret' },
			text: 'sk-secret and sk-secret',
			expected: '••• and •••',
		},
		{
			name: 'in the custom header too',
			credential: { headerName: 'x-gate', headerSecret: 'open sesame' },
			text: 'x-gate: open sesame',
			expected: 'x-gate: •••',
		},
		{
			name: 'when they were pasted with a blank',
			credential: { apiKey: ' sk-secret\n' },
			text: 'Incorrect API key: sk-secret.',
			expected: 'Incorrect API key: •••.',
		},
		{
			name: 'as a whole when one begins with the other',
			credential: { apiKey: 'sk-secret', headerSecret: 'sk-secret-gateway' },
			text: 'got sk-secret-gateway',
			expected: 'got •••',
		},
		{
			name: 'but not words that a short key happens to be',
			credential: { apiKey: 'video', headerSecret: '' },
			text: 'The video is gone',
			expected: 'The video is gone',
		},
	])('$name', async ({ credential, text, expected }) => {
		expect((await open(credential)).redact(text)).toBe(expected);
	});
});

describe('the Stop button', () => {
	it('reaches the requests of a run', async () => {
		const { signal } = new AbortController();

		const server = await openServer(fakeExecute({ cancelSignal: signal }).context);

		expect(server.cancelSignal).toBe(signal);
	});

	it('is not missed where n8n has none', async () => {
		expect((await openServer(fakeLoadOptions().context)).cancelSignal).toBeUndefined();
	});
});

it('the time at the server is ours until it has answered', async () => {
	const { clock } = await open({});

	expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(60_000);
});

it('what has to be done after the Stop button has no signal that ends it', async () => {
	const { server } = await openAt('https://a.example.com', { cancelSignal: AbortSignal.abort() });

	expect(server.cancelSignal?.aborted).toBe(true);
	expect(evenWhenStopped(server)).toEqual({ ...server, cancelSignal: undefined });
});
