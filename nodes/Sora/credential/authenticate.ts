import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { credentialSchema, credentialText } from '../api/credential';
import { customHeader } from '../api/customHeader';
import { serviceOf } from '../services/services';

const headersSchema = credentialSchema.extend({
	authentication: credentialText,
	organizationId: credentialText,
	projectId: credentialText,
});

/**
 * The request with the headers of the credential: the key in the header of its service, and none
 * that has no value.
 *
 * @throws SoraError `badInput` for a custom header that no request could carry
 */
export function authenticate(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const { service, baseUrl, apiKey, authentication, organizationId, projectId } =
		headersSchema.parse(credential);
	const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : '';
	const { keyHeader } = serviceOf({ service, host });
	let headers: IDataObject = { ...request.headers };
	const add = (name: string, value: string, prefix = '') => {
		if (value === '') return;
		// Of one name in any letters the last one is sent, so that the custom header wins.
		const others = Object.entries(headers).filter(
			([other]) => other.toLowerCase() !== name.toLowerCase(),
		);
		headers = Object.fromEntries([...others, [name, prefix + value]]);
	};
	if (keyHeader !== undefined) add(keyHeader, apiKey);
	else if (authentication === 'apiKeyHeader') add('api-key', apiKey);
	else add('Authorization', apiKey, 'Bearer ');
	add('OpenAI-Organization', organizationId);
	add('OpenAI-Project', projectId);
	const custom = customHeader(credential);
	if (custom) add(custom.name, custom.value);
	return { ...request, headers };
}
