import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Service } from '../services/service';
import { services } from '../services/services';

/** Any server by its address. */
const other = 'other';

const styleNames = services.filter(({ baseUrl }) => baseUrl === undefined).map(({ name }) => name);

const choices: INodePropertyOptions[] = [
	...services.map(({ name, account }) => ({
		name: account.label,
		value: name,
		description: account.renders,
	})),
	{
		name: 'Other Server (Base URL)',
		value: other,
		description:
			'Your own vLLM-Omni, SGLang, FastVideo or TensorRT-LLM, or a gateway such as LiteLLM',
	},
];

const service: INodeProperties = {
	displayName: 'Service',
	name: 'service',
	type: 'options',
	options: choices,
	// It needs nothing but a key, and has the most models.
	default: 'openRouter',
	description: 'Who renders the videos',
};

/** The address of a server; a service of its own may leave it empty. */
function addressField(shownFor: string, more: Partial<INodeProperties>): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		displayOptions: { show: { service: [shownFor] } },
		...more,
	};
}

function keyField(shownFor: string, more: Partial<INodeProperties>): INodeProperties {
	return {
		displayName: 'API Key',
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { show: { service: [shownFor] } },
		...more,
	};
}

/** What one service asks for: a key, made at its page, and an address where it has none of its own. */
function fieldsOf({ name, title, baseUrl, account }: Service): INodeProperties[] {
	const { notice, keyPage, keyExample, baseUrlExample } = account;
	const keyLink = `Make a key at <a href="${keyPage}" target="_blank">${new URL(keyPage).host}</a> and paste it here.`;
	const key = keyField(name, { required: true, placeholder: `e.g. ${keyExample}` });
	return [
		{
			displayName: [...(notice === undefined ? [] : [notice]), keyLink].join(' '),
			name: 'keyNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { service: [name] } },
		},
		...(baseUrl === undefined
			? [addressField(name, { required: true, placeholder: `e.g. ${baseUrlExample ?? ''}` }), key]
			: [
					key,
					addressField(name, {
						placeholder: `e.g. ${baseUrl}`,
						description: `Only for a gateway in front of ${title}. Empty: ${baseUrl}.`,
					}),
				]),
	];
}

const otherFields: INodeProperties[] = [
	addressField(other, {
		required: true,
		placeholder: 'e.g. http://localhost:8091/v1',
		hint: 'Address of the server with its version, which is usually /v1',
	}),
	keyField(other, { hint: 'Leave empty if your server asks for none' }),
];

const anyStyle = { show: { service: [...styleNames, other] } };

const styleFields: INodeProperties[] = [
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
		displayOptions: anyStyle,
	},
	{
		displayName: 'Organization ID',
		name: 'organizationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. org-1a2b3c',
		description: 'Only for accounts that belong to several organizations',
		displayOptions: anyStyle,
	},
	{
		displayName: 'Project ID',
		name: 'projectId',
		type: 'string',
		default: '',
		placeholder: 'e.g. proj_1a2b3c',
		displayOptions: anyStyle,
	},
];

const moreFields: INodeProperties[] = [
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

/** The form of the credential: the service first, then what this one asks for. */
export const credentialFields: INodeProperties[] = [
	service,
	...services.flatMap(fieldsOf),
	...otherFields,
	...styleFields,
	...moreFields,
];
