import { openServer } from '../../../../nodes/Sora/services/openServer';
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
		{
			name: 'with slashes turned round',
			baseUrl: 'http:\\\\a.example.com\\v1',
			expected: 'http://a.example.com/v1',
		},
	])('$name', async ({ baseUrl, expected }) => {
		const server = await open({ baseUrl });

		expect(server.baseUrl).toBe(expected ?? baseUrl);
		expect(server.origin).toBe(new URL(baseUrl.trim()).origin);
	});
});

describe('the query of a Base URL', () => {
	it('is kept for each call, apart from the address', async () => {
		const server = await open({ baseUrl: 'https://a.example.com/openai/v1/?api-version=preview' });

		expect(server.baseUrl).toBe('https://a.example.com/openai/v1');
		expect(server.query).toEqual({ 'api-version': 'preview' });
	});

	it('is not made of a fragment', async () => {
		const server = await open({ baseUrl: 'https://a.example.com/v1#top' });

		expect([server.baseUrl, server.query]).toEqual(['https://a.example.com/v1', {}]);
	});
});

it.each(['http://joe:passw0rd@a.example.com/v1', 'http://joe@a.example.com/v1'])(
	'a Base URL with a user is refused, and not shown (%s)',
	async (baseUrl) => {
		const refused = await open({ baseUrl }).catch((error: unknown) => error);

		expect(refused).toMatchObject({
			kind: 'badInput',
			details: { advice: expect.stringContaining('Custom Header Value') as string },
		});
		expect(JSON.stringify(refused) + String(refused)).not.toMatch(/joe|passw0rd/);
	},
);

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

it('key and custom header are blacked out', async () => {
	const { redact } = await open({ apiKey: 'sk-secret', headerSecret: 'open sesame' });

	expect(redact('sk-secret, open sesame')).toBe('•••, •••');
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
