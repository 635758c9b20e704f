import { responseError, type Purpose } from '../../../../nodes/Sora/api/responseErrors';
import { openAt } from '../openAt';

const now = Date.UTC(2026, 10, 21);

interface Given {
	status: number;
	purpose?: Purpose;
	body?: unknown;
	headers?: Record<string, string>;
	origin?: string;
}

async function errorOf({ status, purpose = 'read', body, headers = {}, origin }: Given) {
	const { server } = await openAt(origin ?? 'https://videos.example.com');
	const text = body === undefined ? '' : JSON.stringify(body);
	return responseError(server, { status, headers, text }, purpose, now);
}

describe('a workflow can branch on the kind:', () => {
	it.each([
		{ name: 'a wrong key', given: { status: 401 }, kind: 'auth' },
		{ name: 'a key without rights', given: { status: 403 }, kind: 'auth' },
		{
			name: 'a wrong key, as Gemini answers it',
			given: {
				status: 400,
				body: {
					error: {
						code: 400,
						message: 'Please pass another one.',
						status: 'INVALID_ARGUMENT',
						details: [{ '@type': 'x' }, { reason: 'API_KEY_INVALID', domain: 'googleapis.com' }],
					},
				},
			},
			kind: 'auth',
		},
		{
			name: 'a wrong key, as xAI answers it',
			given: {
				status: 400,
				body: {
					code: 'Client specified an invalid argument',
					error: 'Incorrect API key provided.',
				},
			},
			kind: 'auth',
		},
		{
			name: 'a value that has to do with keys',
			given: { status: 400, body: { error: { message: 'api_key is not a known field' } } },
			kind: 'badInput',
		},
		{ name: 'a rate limit', given: { status: 429 }, kind: 'rateLimit' },
		{ name: 'payment required', given: { status: 402 }, kind: 'quota' },
		{
			name: 'no credit, by code',
			given: { status: 429, body: { error: { message: 'x', code: 'insufficient_quota' } } },
			kind: 'quota',
		},
		{
			name: 'no credit, by type',
			given: { status: 400, body: { error: { message: 'x', type: 'budget_exceeded' } } },
			kind: 'quota',
		},
		{
			name: 'content rules',
			given: { status: 400, body: { error: { message: 'x', code: 'moderation_blocked' } } },
			kind: 'policy',
		},
		{
			name: 'content rules with 403',
			given: { status: 403, body: { error: { message: 'x', type: 'content_policy_violation' } } },
			kind: 'policy',
		},
		{
			name: 'a broken content filter of the server',
			given: { status: 500, body: { error: { message: 'x', code: 'content_filter_error' } } },
			kind: 'serverUnreachable',
		},
		{ name: 'a wrong value', given: { status: 400 }, kind: 'badInput' },
		{ name: 'a wrong field', given: { status: 422 }, kind: 'badInput' },
		{ name: 'an unknown video', given: { status: 404 }, kind: 'notFound' },
		{ name: 'a video gone', given: { status: 410, purpose: 'content' }, kind: 'notFound' },
		{
			name: 'a file gone, as Google says it',
			given: {
				status: 403,
				purpose: 'content',
				body: {
					error: { message: 'You do not have permission to access it or it may not exist.' },
				},
			},
			kind: 'notFound',
		},
		{
			name: 'an address that has had its time',
			given: { status: 403, purpose: 'content', body: { message: 'Request has expired' } },
			kind: 'notFound',
		},
		{
			name: 'a file for others',
			given: { status: 403, purpose: 'content', body: { message: 'Access denied' } },
			kind: 'auth',
		},
		{ name: 'a video deleted', given: { status: 404, purpose: 'delete' }, kind: 'notFound' },
		{ name: 'no such endpoint', given: { status: 404, purpose: 'create' }, kind: 'notSupported' },
		{ name: 'no list', given: { status: 404, purpose: 'list' }, kind: 'notSupported' },
		{ name: 'no delete', given: { status: 405, purpose: 'delete' }, kind: 'notSupported' },
		{ name: 'no multipart', given: { status: 415, purpose: 'create' }, kind: 'notSupported' },
		{ name: 'not built yet', given: { status: 501 }, kind: 'notSupported' },
		{
			name: 'a create in conflict',
			given: { status: 409, purpose: 'create' },
			kind: 'badInput',
		},
		{ name: 'a render in the way', given: { status: 409, purpose: 'delete' }, kind: 'notReady' },
		{
			name: 'a file that is still made',
			given: { status: 404, purpose: 'content', body: { detail: 'in-progress' } },
			kind: 'notReady',
		},
		{ name: 'a slow server', given: { status: 408 }, kind: 'serverUnreachable' },
		{ name: 'a broken server', given: { status: 500 }, kind: 'serverUnreachable' },
		{ name: 'a redirect to nowhere', given: { status: 304 }, kind: 'badInput' },
	] as const)('$name is "$kind"', async ({ given, kind }) => {
		expect((await errorOf(given)).kind).toBe(kind);
	});
});

describe('the message', () => {
	it.each([
		{
			name: 'quotes the server, its field and its status',
			given: { status: 400, body: { error: { message: 'Too long', param: 'seconds' } } },
			message: 'The server refused the request: Too long (seconds) (HTTP 400)',
		},
		{
			name: 'names a field once',
			given: { status: 400, body: { error: { message: 'Bad size', param: 'size' } } },
			message: 'The server refused the request: Bad size (HTTP 400)',
		},
		{
			name: 'stands without a reason',
			given: { status: 500 },
			message: 'The server failed: no reason given (HTTP 500)',
		},
		{
			name: 'tells how long a far-off limit lasts',
			given: { status: 429, headers: { 'retry-after': '3000' } },
			message:
				'The server is taking no more requests for now: no reason given (HTTP 429) It asks to wait 50 minutes.',
		},
		{
			name: 'does not speak of a short one',
			given: { status: 429, headers: { 'retry-after': '30' } },
			message: 'The server is taking no more requests for now: no reason given (HTTP 429)',
		},
	] as const)('$name', async ({ given, message }) => {
		expect((await errorOf(given)).message).toBe(message);
	});

	it.each([
		{ purpose: 'create', ability: 'create a video at this address' },
		{ purpose: 'list', ability: 'list videos' },
		{ purpose: 'models', ability: 'list models' },
		{ purpose: 'webhooks', ability: 'register webhooks' },
	] as const)('says that a server without it cannot $ability', async ({ purpose, ability }) => {
		expect((await errorOf({ status: 404, purpose })).message).toContain(
			`The server cannot ${ability}`,
		);
	});
});

describe('the advice names what the user can do now:', () => {
	it.each([
		{ name: 'a wrong key', given: { status: 401 }, advice: 'API Key' },
		{ name: 'a key without rights', given: { status: 403 }, advice: 'rights' },
		{ name: 'no credit', given: { status: 402 }, advice: 'Add credit' },
		{ name: 'too many renders', given: { status: 429 }, advice: 'Parallel Renders' },
		{
			name: 'a refused prompt',
			given: { status: 400, body: { error: { message: 'x', code: 'nsfw' } } },
			advice: 'Change the prompt',
		},
		{ name: 'a lost video', given: { status: 404 }, advice: 'Video ID' },
		{ name: 'an unfinished video', given: { status: 409 }, advice: 'Wait for Completion' },
		{ name: 'a wrong address', given: { status: 404, purpose: 'create' }, advice: 'Base URL' },
		{ name: 'a missing operation', given: { status: 405 }, advice: 'Not every server' },
		{ name: 'a server down', given: { status: 502 }, advice: 'Try again later' },
		{ name: 'a wrong value', given: { status: 400 }, advice: 'Correct what the server names' },
	] as const)('$name', async ({ given, advice }) => {
		expect((await errorOf(given)).details.advice).toContain(advice);
	});

	it.each([400, 402, 409, 422, 429])(
		'nothing was queued, where something was to be (%d)',
		async (status) => {
			const adviceOn = async (purpose: Purpose) =>
				(await errorOf({ status, purpose })).details.advice;

			expect(await adviceOn('create')).toContain('nothing was queued');
			for (const purpose of ['read', 'list', 'content', 'delete', 'models', 'webhooks'] as const) {
				expect(await adviceOn(purpose)).not.toContain('queued');
			}
		},
	);
});

describe('an error keeps', () => {
	it('the request id for the server’s support, the code, and the pause', async () => {
		const headers = { 'x-request-id': 'req_1', 'retry-after-ms': '1500' };
		const body = { error: { message: 'Slow', code: 'rate_limit_exceeded' } };

		const { details } = await errorOf({ status: 429, headers, body });

		expect(details).toMatchObject({
			status: 429,
			code: 'rate_limit_exceeded',
			requestId: 'req_1',
			pauseMs: 1_500,
		});
	});

	it.each([
		{ status: 500, purpose: 'create', mayExist: true },
		{ status: 400, purpose: 'create', mayExist: false },
		{ status: 500, purpose: 'read', mayExist: false },
	] as const)(
		'whether a paid render may exist: $purpose, $status',
		async ({ mayExist, ...given }) => {
			expect((await errorOf(given)).details.mayExist).toBe(mayExist);
		},
	);
});

describe('OpenAI has ended its service:', () => {
	const origin = 'https://api.openai.com';

	it.each([403, 404, 410])('a create answered with %d says so', async (status) => {
		const body = { error: { message: 'The model does not exist' } };

		const error = await errorOf({ status, purpose: 'create', body, origin });

		expect(error.kind).toBe('notSupported');
		expect(error.message).toContain('OpenAI has ended its own video service');
		expect(error.details.advice).toContain('Base URL in the Sora API credential');
		expect(error.details.advice).toContain('The model does not exist');
	});

	it('even without a word from OpenAI', async () => {
		const error = await errorOf({ status: 410, purpose: 'create', origin });

		expect(error.details.advice).toContain("OpenAI's answer was: 410");
	});

	it.each([
		{ name: 'a wrong value', given: { status: 400, purpose: 'create', origin } },
		{ name: 'an unknown video', given: { status: 404, purpose: 'read', origin } },
		{ name: 'another server', given: { status: 404, purpose: 'create' } },
	] as const)('$name is not that', async ({ given }) => {
		expect((await errorOf(given)).message).not.toContain('ended');
	});
});

describe('a key is refused for all that follow', () => {
	const wrongKey = { error: { message: 'API key not valid. Please pass a valid API key.' } };

	it.each<{ status: number; purpose: Purpose; keyRefused: boolean; body?: object }>([
		{ status: 400, purpose: 'create', keyRefused: true, body: wrongKey },
		{ status: 400, purpose: 'create', keyRefused: false },
		{ status: 401, purpose: 'create', keyRefused: true },
		{ status: 401, purpose: 'read', keyRefused: true },
		{ status: 401, purpose: 'content', keyRefused: false },
		{ status: 403, purpose: 'read', keyRefused: false },
		{ status: 404, purpose: 'read', keyRefused: false },
	])('by a $status to a $purpose: $keyRefused', async ({ keyRefused, ...given }) => {
		expect((await errorOf(given)).details.keyRefused).toBe(keyRefused);
	});
});

it.each([
	{ word: 'true', expected: true },
	{ word: 'false', expected: false },
	{ word: 'FALSE', expected: false },
	{ word: 'perhaps', expected: undefined },
	{ word: undefined, expected: undefined },
])('the server’s own word on trying again, $word, is kept', async ({ word, expected }) => {
	const headers: Record<string, string> = word === undefined ? {} : { 'x-should-retry': word };

	expect((await errorOf({ status: 429, headers })).details.shouldRetry).toBe(expected);
});
