import { Readable } from 'node:stream';

import type { ICredentialTestFunctions } from 'n8n-workflow';

import { testSoraCredential } from '../../../../nodes/Sora/credential/testCredential';
import { installClock } from '../../../support/clock';
import { asContext } from '../../../support/fakeContext/asContext';

type Request = ICredentialTestFunctions['helpers']['request'];

const data = { service: 'other', baseUrl: 'http://gpu-box:8091/v1', apiKey: 'sk-test-0123' };

/** n8n's test of a credential, with a request function that stands for its own. */
async function tested(request: Request, change: object = {}) {
	const helpers = asContext<ICredentialTestFunctions['helpers']>({ request });
	const context = asContext<ICredentialTestFunctions>({ helpers });
	const credential = { id: '1', name: 'Sora', type: 'soraApi', data: { ...data, ...change } };
	return await testSoraCredential.call(context, credential);
}

const pauseMs = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

const answer = (body: string, statusCode = 200) => ({
	statusCode,
	headers: {},
	body: Readable.from([Buffer.from(body)]),
});

it('asks by n8n’s old request function, which neither follows nor throws for a status', async () => {
	const request = jest.fn(async () => answer('{"data":[]}'));

	expect(await tested(request)).toEqual({ status: 'OK', message: 'Connection successful!' });

	expect(request.mock.calls).toMatchObject([
		[
			{
				method: 'GET',
				uri: 'http://gpu-box:8091/v1/models',
				headers: { Authorization: 'Bearer sk-test-0123' },
				useStream: true,
				resolveWithFullResponse: true,
				simple: false,
				followRedirect: false,
			},
		],
	]);
});

it.each([
	{ code: 'ECONNREFUSED', says: 'Nothing answers at this address (gpu-box:8091). Check' },
	{ code: 'ENOTFOUND', says: 'This host name is not known (gpu-box:8091). Check' },
	{ code: 'EPROTO', says: 'The server does not speak https (gpu-box:8091). Write' },
	{ code: 'ETIMEDOUT', says: 'The server cannot be reached (gpu-box:8091). Check' },
	{ code: 'CERT_HAS_EXPIRED', says: "The server's certificate is not valid here (gpu-box:8091)." },
])('has a sentence for $code, without the code', async ({ code, says }) => {
	const thrown = Object.assign(new Error(`connect ${code}`), { code, options: { headers: data } });

	const { status, message } = await tested(async () => await Promise.reject(thrown));

	expect(status).toBe('Error');
	expect(message).toContain(says);
	expect(message).not.toContain(code);
	expect(message).not.toContain(data.apiKey);
});

it('says what a key known to the server may not do', async () => {
	const { message } = await tested(async () => answer('{"error":"no"}', 403));

	expect(message).toBe(
		'The server does not let this API Key in (403). Check what the key may do, and in which organization and project.',
	);
});

it.each([
	{ left: 0, says: /^The API Key is right, but it has no credit left\. Add credit at OpenRouter,/ },
	{ left: 0.5, says: /successful/ },
	{ left: null, says: /successful/ },
])('reads what is left to a key at OpenRouter: $left', async ({ left, says }) => {
	const body = JSON.stringify({ data: { label: 'x', limit_remaining: left } });

	const { message } = await tested(async () => answer(body), { service: 'openRouter' });

	expect(message).toMatch(says);
});

it('shows no key that a server sends back', async () => {
	const { message } = await tested(async () => answer(`{"error":"bad sk-test-0123"}`, 418));

	expect(message).toContain('bad •••');
});

it('drops an answer that comes after its time', async () => {
	const clock = installClock();
	try {
		const late = answer('{"data":[]}');
		const sent: Array<Promise<typeof late>> = [];
		const request = async () => {
			sent.push(pauseMs(20_000).then(() => late));
			return await Promise.resolve(sent[0]);
		};

		const { message } = await clock.run(tested(request));

		expect(message).toMatch(/^The server did not answer within 10 seconds/);
		await clock.run(Promise.all(sent));
		expect(late.body.destroyed).toBe(true);
	} finally {
		clock.restore();
	}
});

it('works for a credential without any field', async () => {
	const { status, message } = await testSoraCredential.call(
		asContext<ICredentialTestFunctions>({
			helpers: asContext<ICredentialTestFunctions['helpers']>({ request: jest.fn() }),
		}),
		{
			id: '1',
			name: 'Sora',
			type: 'soraApi',
		},
	);

	expect(status).toBe('Error');
	expect(message).toContain('Base URL');
});
