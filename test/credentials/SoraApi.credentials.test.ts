import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { SoraApi } from '../../credentials/SoraApi.credentials';

const credential = new SoraApi();

const empty = {
	baseUrl: 'http://localhost:8091/v1',
	apiKey: '',
	authentication: 'bearer',
	organizationId: '',
	projectId: '',
	webhookSecret: 'whsec_abc',
	headerName: '',
	headerSecret: '',
};

type Values = ICredentialDataDecryptedObject;

async function authenticate(values: Values, request: IHttpRequestOptions) {
	const { authenticate: sign } = credential;
	if (typeof sign !== 'function') throw new Error('The generic form sends an empty header');
	return await sign(values, request);
}

async function headersFor(set: Values) {
	const request = { url: 'http://localhost:8091/v1/models', headers: { accept: '*/*' } };
	const { headers, ...rest } = await authenticate({ ...empty, ...set }, request);
	expect(rest).toEqual({ url: request.url });
	expect(request.headers).toEqual({ accept: '*/*' });
	return headers;
}

describe('what is sent', () => {
	const accept = '*/*';

	const rows: Array<{ name: string; set: Values; headers: object }> = [
		{ name: 'no key: no header at all', set: {}, headers: { accept } },
		{
			name: 'a bearer token',
			set: { apiKey: 'sk-1' },
			headers: { accept, Authorization: 'Bearer sk-1' },
		},
		{
			name: 'an API-key header, as at Azure',
			set: { apiKey: 'azure-1', authentication: 'apiKeyHeader' },
			headers: { accept, 'api-key': 'azure-1' },
		},
		{
			name: 'no key for the API-key header',
			set: { authentication: 'apiKeyHeader' },
			headers: { accept },
		},
		{
			name: 'organization and project',
			set: { apiKey: 'sk-1', organizationId: 'org-1', projectId: 'proj_1' },
			headers: {
				accept,
				Authorization: 'Bearer sk-1',
				'OpenAI-Organization': 'org-1',
				'OpenAI-Project': 'proj_1',
			},
		},
		{
			name: 'a header for a gateway',
			set: { apiKey: 'sk-1', headerName: ' x-gate ', headerSecret: 'g-1' },
			headers: { accept, Authorization: 'Bearer sk-1', 'x-gate': 'g-1' },
		},
		{
			name: 'no gateway header without a value',
			set: { headerName: 'x-gate' },
			headers: { accept },
		},
		{
			name: 'no gateway header without a name',
			set: { headerSecret: 'g-1' },
			headers: { accept },
		},
	];

	it.each(rows)('with $name', async ({ set, headers }) => {
		expect(await headersFor(set)).toEqual(headers);
	});

	it.each(['Authorization', 'authorization', 'AUTHORIZATION'])(
		'with %s as custom header has it in place of the key, once',
		async (headerName) => {
			const set = { apiKey: 'sk-1', headerName, headerSecret: 'Basic Z2F0ZQ==' };

			expect(await headersFor(set)).toEqual({ accept, [headerName]: 'Basic Z2F0ZQ==' });
		},
	);

	it.each(['Content-Length', 'Host', 'x gate'])(
		'is nothing where the custom header cannot be sent: %s',
		async (headerName) => {
			await expect(headersFor({ headerName, headerSecret: 'g-1' })).rejects.toThrow(
				/Custom Header Name of the Sora API credential/,
			);
		},
	);

	it('never holds the webhook secret', async () => {
		const all = { apiKey: 'sk-1', headerName: 'x', headerSecret: 'g', organizationId: 'o' };

		expect(JSON.stringify(await headersFor(all))).not.toContain('whsec_');
	});

	it('works for a credential stored before a field was added', async () => {
		const { headers } = await authenticate({ apiKey: 'sk-1' }, { url: '/models' });

		expect(headers).toEqual({ Authorization: 'Bearer sk-1' });
	});
});

describe('the form', () => {
	const field = (name: string) => credential.properties.find((property) => property.name === name);

	it('asks for these fields, in this order', () => {
		expect(credential.properties.map(({ name }) => name)).toEqual([
			'sunsetNotice',
			'baseUrl',
			'apiKey',
			'authentication',
			'organizationId',
			'projectId',
			'webhookSecret',
			'headerName',
			'headerSecret',
		]);
	});

	it.each(['apiKey', 'webhookSecret', 'headerSecret'])('%s is kept from sight', (name) => {
		expect(field(name)?.typeOptions).toMatchObject({ password: true });
	});

	it('begins at OpenAI, with a bearer token, and says that its service has ended', () => {
		expect(field('baseUrl')?.default).toBe('https://api.openai.com/v1');
		expect(field('authentication')?.default).toBe('bearer');
		expect(field('sunsetNotice')).toMatchObject({ type: 'notice' });
		expect(field('sunsetNotice')?.displayName).toContain('2026-09-24');
	});

	it('is found under its name, with an icon for light and for dark', () => {
		expect(credential).toMatchObject({ name: 'soraApi', displayName: 'Sora API' });
		const { light, dark } = Object(credential.icon) as Record<'light' | 'dark', string>;
		const files = [light, dark].map((icon) =>
			path.join(__dirname, '../../credentials', icon.replace('file:', '')),
		);
		expect(files.every((file) => existsSync(file))).toBe(true);
		const [lightFile, darkFile] = files.map((file) => readFileSync(file, 'utf8'));
		expect(lightFile).not.toBe(darkFile);
	});
});

describe('the test', () => {
	it('asks for the list of models and follows no redirect, which would carry the key along', () => {
		expect(credential.test.request).toMatchObject({
			url: '/models',
			disableFollowRedirect: true,
		});
		expect(credential.test.request.method ?? 'GET').toBe('GET');
	});

	it.each([
		{ status: 401, says: 'API Key' },
		{ status: 403, says: 'may not be used' },
		{ status: 404, says: 'Base URL' },
	])('reads $status as what it is', ({ status, says }) => {
		const rule = credential.test.rules?.find(({ properties }) => properties.value === status);

		expect(rule?.properties.message).toContain(says);
	});
});
