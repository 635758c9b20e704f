import { connectionError, timeLimitError } from '../../../../nodes/Sora/api/connectionErrors';
import { openAt } from '../openAt';

const url = 'https://videos.example.com/v1/videos';

const errorOf = async (thrown: unknown) =>
	connectionError((await openAt('https://videos.example.com')).server, url, thrown);

describe('a lost connection is told in plain words:', () => {
	it.each([
		{
			name: 'no server',
			thrown: { code: 'ECONNREFUSED' },
			message: 'Nothing answers at this address (videos.example.com)',
			advice: 'Base URL',
			mayExist: false,
		},
		{
			name: 'no such host, deeper inside',
			thrown: { message: 'Failed', cause: { code: 'ENOTFOUND' } },
			message: 'This host name is not known (videos.example.com)',
			advice: 'Base URL',
			mayExist: false,
		},
		{
			name: 'a name server that sleeps, in the message only',
			thrown: new Error('getaddrinfo EAI_AGAIN videos.example.com'),
			message: 'This host name is not known (videos.example.com)',
			advice: 'Base URL',
			mayExist: false,
		},
		{
			name: 'no server, as n8n’s older engines pass it on',
			thrown: {
				message: 'The service refused the connection - perhaps it is offline',
				httpCode: 'ECONNREFUSED',
				messages: ['connect ECONNREFUSED 127.0.0.1:1'],
			},
			message: 'Nothing answers at this address (videos.example.com)',
			advice: 'Base URL',
			mayExist: false,
		},
		{
			name: 'a broken connection, as n8n passes it on without a code',
			thrown: { message: 'Closed unexpectedly', httpCode: null, messages: ['read ECONNRESET'] },
			message: 'The server broke the connection off (videos.example.com)',
			advice: 'Base URL',
			mayExist: true,
		},
		{
			name: 'no way to the host, in the description',
			thrown: { message: 'Problem', description: 'connect EHOSTUNREACH' },
			message: 'The server cannot be reached (videos.example.com)',
			advice: 'Docker',
			mayExist: false,
		},
		{
			name: 'a connection broken off',
			thrown: { cause: { message: 'read ECONNRESET' } },
			message: 'The server broke the connection off (videos.example.com)',
			advice: 'Base URL',
			mayExist: true,
		},
		{
			name: 'a pipe broken',
			thrown: { code: 'EPIPE' },
			message: 'The server broke the connection off (videos.example.com)',
			advice: 'Base URL',
			mayExist: true,
		},
		{
			name: 'silence',
			thrown: { code: 'ETIMEDOUT' },
			message: 'The server cannot be reached (videos.example.com)',
			advice: 'Base URL',
			mayExist: true,
		},
		{
			name: 'a certificate of its own',
			thrown: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
			message: "The server's certificate is not valid here (videos.example.com)",
			advice: 'certificate',
			mayExist: false,
		},
		{
			name: 'something else',
			thrown: new Error('other side closed'),
			message: 'The request to videos.example.com failed: other side closed',
			advice: 'n8n may reach it',
			mayExist: true,
		},
		{
			name: 'nothing at all',
			thrown: undefined,
			message: 'The request to videos.example.com failed: no reason given',
			advice: 'n8n may reach it',
			mayExist: true,
		},
		{
			name: 'an error whose fields are no text',
			thrown: { message: 5, description: {}, cause: 'x' },
			message: 'The request to videos.example.com failed: no reason given',
			advice: 'n8n may reach it',
			mayExist: true,
		},
	])('$name', async ({ thrown, message, advice, mayExist }) => {
		const error = await errorOf(thrown);

		expect(error).toMatchObject({ kind: 'serverUnreachable', message, details: { mayExist } });
		expect(error.details.advice).toContain(advice);
	});

	it('without the request that carries the key', async () => {
		const request = { headers: { Authorization: 'Bearer sk-test-key' } };
		const thrown = Object.assign(new Error('socket hang up: Bearer sk-test-key'), {
			code: 'ECONNABORTED',
			config: request,
			request,
			cause: { message: 'sk-test-key', config: request },
		});

		const error = await errorOf(thrown);

		expect(`${error.stack} ${JSON.stringify(error)} ${error.message}`).not.toContain('sk-test');
		expect(error.cause).toBeUndefined();
	});
});

describe('https in place of http is a wrong setting, and nothing was sent:', () => {
	it.each([
		{
			name: 'as Node tells it',
			thrown: {
				code: 'EPROTO',
				message: 'write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
			},
		},
		{ name: 'as n8n passes it on', thrown: { message: 'Problem', messages: ['write EPROTO 80'] } },
		{ name: 'in a newer word', thrown: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' } },
		{ name: 'in the newest', thrown: { code: 'ERR_SSL_PACKET_LENGTH_TOO_LONG' } },
	])('$name', async ({ thrown }) => {
		expect(await errorOf(thrown)).toMatchObject({
			kind: 'badInput',
			message: 'The server does not speak https (videos.example.com)',
			details: {
				mayExist: false,
				advice: expect.stringContaining('http:// in place of https://') as string,
			},
		});
	});

	it('while other troubles with TLS are the server’s', async () => {
		expect(await errorOf({ code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' })).toMatchObject({
			kind: 'serverUnreachable',
			details: { mayExist: false },
		});
	});
});

describe('an answer that does not come in time', () => {
	it.each([
		{ method: 'POST', advice: 'Request Timeout' },
		{ method: 'GET', advice: 'overloaded' },
	])('of a $method says how long was waited', ({ method, advice }) => {
		const error = timeLimitError(method, url, 300_000);

		expect(error).toMatchObject({
			kind: 'timeout',
			message: 'The server did not answer within 300 seconds (videos.example.com)',
			details: { mayExist: true },
		});
		expect(error.details.advice).toContain(advice);
	});
});

describe('a request that cannot be sent as it is makes nothing that may exist:', () => {
	it.each([
		{
			name: 'a header’s name',
			thrown: {
				message: 'Header name must be a valid HTTP token ["x a"]',
				code: 'ERR_INVALID_HTTP_TOKEN',
			},
		},
		{
			name: 'a header’s value',
			thrown: { message: 'Failed', cause: { code: 'ERR_INVALID_CHAR', message: '' } },
		},
		{ name: 'an address', thrown: { message: 'Invalid URL', httpCode: null } },
		{
			name: 'an address, as n8n passes it on',
			thrown: { message: 'Problem', messages: ['ERR_INVALID_URL'] },
		},
	])('$name', async ({ thrown }) => {
		expect(await errorOf(thrown)).toMatchObject({
			kind: 'badInput',
			message: expect.stringContaining('cannot be sent') as string,
			details: {
				mayExist: false,
				advice: expect.stringContaining('Custom Header Name') as string,
			},
		});
	});
});
