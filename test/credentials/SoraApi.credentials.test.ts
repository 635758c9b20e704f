import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { SoraApi } from '../../credentials/SoraApi.credentials';
import { openAiEnd } from '../../nodes/Sora/api/responseErrors';
import { testSoraCredential } from '../../nodes/Sora/credential/testCredential';
import { Sora } from '../../nodes/Sora/Sora.node';
import { SoraTrigger } from '../../nodes/Sora/SoraTrigger.node';

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
			name: 'a key of Google Gemini, in its own header',
			set: { service: 'gemini', apiKey: 'AIza-1' },
			headers: { accept, 'x-goog-api-key': 'AIza-1' },
		},
		{
			name: 'a key of Google Gemini as another server, known by its host',
			set: {
				service: 'other',
				baseUrl: ' https://generativelanguage.googleapis.com/v1beta',
				apiKey: 'AIza-1',
			},
			headers: { accept, 'x-goog-api-key': 'AIza-1' },
		},
		{
			name: 'a key of a hosted service',
			set: { service: 'openRouter', apiKey: 'sk-or-1' },
			headers: { accept, Authorization: 'Bearer sk-or-1' },
		},
		{
			name: 'blanks and line breaks around what was pasted',
			set: { apiKey: ' sk-1\n', organizationId: ' org-1 ' },
			headers: { accept, Authorization: 'Bearer sk-1', 'OpenAI-Organization': 'org-1' },
		},
		{ name: 'a key of blanks', set: { apiKey: '  ' }, headers: { accept } },
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
	/** What a user sees with this service, in order. */
	const shown = (service: string) =>
		credential.properties.filter((property) =>
			NodeHelpers.displayParameter({ service }, property, null, null),
		);
	const field = (service: string, name: string) =>
		shown(service).find((property) => property.name === name);
	const more = ['webhookSecret', 'headerName', 'headerSecret'];
	const style = ['authentication', 'organizationId', 'projectId'];

	it('offers the services, and any server by its address', () => {
		const [first] = credential.properties;

		expect(first).toMatchObject({ displayName: 'Service', name: 'service', default: 'openRouter' });
		expect(first?.options).toMatchObject([
			{ name: 'OpenRouter', value: 'openRouter' },
			{ name: 'Google Gemini', value: 'gemini' },
			{ name: 'xAI', value: 'xai' },
			{ name: 'Together AI', value: 'together' },
			{ name: 'OpenAI or Azure OpenAI', value: 'openAi' },
			{ name: 'Other Server (Base URL)', value: 'other' },
		]);
	});

	it.each([
		{
			service: 'openRouter',
			link: 'https://openrouter.ai/settings/keys',
			address: 'https://openrouter.ai/api/v1',
		},
		{
			service: 'gemini',
			link: 'https://aistudio.google.com/apikey',
			address: 'https://generativelanguage.googleapis.com/v1beta',
		},
		{
			service: 'xai',
			link: 'https://console.x.ai/team/default/api-keys',
			address: 'https://api.x.ai/v1',
		},
		{
			service: 'together',
			link: 'https://api.together.ai/settings/api-keys',
			address: 'https://api.together.ai/v2',
		},
	])(
		'asks for a key of $service only, and shows where it is made',
		({ service, link, address }) => {
			expect(shown(service).map(({ name }) => name)).toEqual([
				...['service', 'keyNotice', 'apiKey', 'baseUrl'],
				...more,
			]);
			expect(field(service, 'keyNotice')?.displayName).toContain(`<a href="${link}"`);
			expect(field(service, 'apiKey')).toMatchObject({ required: true, default: '' });
			expect(field(service, 'baseUrl')).toMatchObject({
				placeholder: `e.g. ${address}`,
				default: '',
			});
			expect(field(service, 'baseUrl')?.required).toBeUndefined();
		},
	);

	it('asks for any other server by its address, with or without a key', () => {
		expect(shown('other').map(({ name }) => name)).toEqual([
			...['service', 'baseUrl', 'apiKey'],
			...style,
			...more,
		]);
		expect(field('other', 'baseUrl')).toMatchObject({ required: true, default: '' });
		expect(field('other', 'apiKey')?.required).toBeUndefined();
	});

	it('says that OpenAI’s own service has ended, and how an address at Azure looks', () => {
		expect(shown('openAi').map(({ name }) => name)).toEqual([
			...['service', 'keyNotice', 'baseUrl', 'apiKey'],
			...style,
			...more,
		]);
		expect(field('openAi', 'keyNotice')?.displayName).toContain(openAiEnd);
		expect(field('openAi', 'baseUrl')).toMatchObject({
			required: true,
			placeholder: 'e.g. https://my-resource.openai.azure.com/openai/v1',
		});
	});

	it.each(['apiKey', 'webhookSecret', 'headerSecret'])('%s is kept from sight', (name) => {
		const fields = credential.properties.filter((property) => property.name === name);

		expect(fields.length).toBeGreaterThan(0);
		for (const { typeOptions } of fields) expect(typeOptions).toMatchObject({ password: true });
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

it.each([new Sora(), new SoraTrigger()])(
	'is tested by the node, whichever n8n takes',
	({ description, methods }) => {
		expect(description.credentials).toMatchObject([{ name: 'soraApi', testedBy: 'soraApiTest' }]);
		expect(methods.credentialTest.soraApiTest).toBe(testSoraCredential);
	},
);
