import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { customHeader } from '../nodes/Sora/api/customHeader';

/** How to reach a server that speaks the Videos API. */
export class SoraApi implements ICredentialType {
	name = 'soraApi';

	displayName = 'Sora API';

	icon: Icon = { light: 'file:../nodes/Sora/sora.svg', dark: 'file:../nodes/Sora/sora.dark.svg' };

	documentationUrl = 'https://n8n-nodes-sora.example.org/#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'OpenAI announced the end of its own video generation for 2026-09-24. The same API lives on elsewhere: put the address of your vLLM-Omni, SGLang, FastVideo or TensorRT-LLM server here, or of a gateway such as LiteLLM.',
			name: 'sunsetNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.openai.com/v1',
			required: true,
			placeholder: 'e.g. http://localhost:8091/v1',
			description: 'Address of the server with its version path; it is used exactly as typed',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Leave empty for a server of your own that asks for none',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Bearer Token',
					value: 'bearer',
					description: 'OpenAI and nearly every other server',
				},
				{ name: 'API-Key Header', value: 'apiKeyHeader', description: 'Azure OpenAI' },
			],
			default: 'bearer',
			description: 'How the key is sent',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. org-1a2b3c',
			description: 'Only for accounts that belong to several organizations',
		},
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			default: '',
			placeholder: 'e.g. proj_1a2b3c',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Signing secret of webhooks that were registered by hand, for the Sora Trigger. Several are separated by spaces, e.g. while a secret is being replaced.',
		},
		{
			displayName: 'Custom Header Name',
			name: 'headerName',
			type: 'string',
			default: '',
			placeholder: 'e.g. x-gateway-token',
			description:
				'One more header, for a gateway in front of the server. Authorization here takes the place of the API key.',
		},
		{
			displayName: 'Custom Header Value',
			name: 'headerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];

	// In function form: the generic one makes n8n send an empty Authorization header without a key.
	authenticate: IAuthenticate = async (credentials, options) => {
		let headers: IDataObject = { ...options.headers };
		const add = (name: string, value: unknown, prefix = '') => {
			if (typeof value !== 'string' || value === '') return;
			// Of one name in any letters the last one is sent, so that the custom header wins.
			const others = Object.entries(headers).filter(
				([other]) => other.toLowerCase() !== name.toLowerCase(),
			);
			headers = Object.fromEntries([...others, [name, prefix + value]]);
		};
		if (credentials.authentication === 'apiKeyHeader') add('api-key', credentials.apiKey);
		else add('Authorization', credentials.apiKey, 'Bearer ');
		add('OpenAI-Organization', credentials.organizationId);
		add('OpenAI-Project', credentials.projectId);
		const custom = customHeader(credentials);
		if (custom) add(custom.name, custom.value);
		return await Promise.resolve({ ...options, headers });
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/models',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'The server does not accept the API Key (401)',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The API Key is known, but may not be used here (403)',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'The server has no list of models at this address (404): check the version path of the Base URL',
				},
			},
		],
	};
}
