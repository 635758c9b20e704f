import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';
import { z } from 'zod';

import type { EngineModules } from './modules';

const fields = z.record(z.union([z.string(), z.number(), z.boolean()]));

/** A credential as n8n stores it, before encryption. */
export interface StoredCredential {
	type: string;
	/** Fields left out have the default of the credential type. */
	data: z.infer<typeof fields>;
}

/**
 * The credentials of the workflow's nodes, by the id that stands in the workflow file. Defaults are
 * filled in and requests authenticated as n8n's server does it.
 */
export function storeCredentials(
	{ workflow: { NodeHelpers } }: EngineModules,
	loader: PackageDirectoryLoader,
	stored: Record<string, StoredCredential>,
): ICredentialsHelper {
	const typeOf = (name: string) => loader.getCredential(name).type;
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: (type) => typeOf(type).properties,
		getDecrypted: async (_additionalData, { id, name }, type) => {
			const credential = stored[id ?? ''];
			if (credential?.type !== type) {
				throw new Error(`There is no credential of type ${type} with the id ${id} (${name})`);
			}
			const { properties } = typeOf(type);
			return fields.parse(
				NodeHelpers.getNodeParameters(properties, { ...credential.data }, true, false, null, null),
			);
		},
		authenticate: async (data, typeName, request, workflow, node) => {
			if (!('url' in request)) throw new Error('A request without a url');
			const { authenticate } = typeOf(typeName);
			if (authenticate === undefined) return request;
			if (typeof authenticate === 'function') return await authenticate(data, request);
			if (!workflow || !node) throw new Error('Generic authentication needs workflow and node');
			return applyGeneric(authenticate, data, request, workflow, node);
		},
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
		getCredentials: refuse,
		updateCredentials: refuse,
		updateCredentialsOauthTokenData: refuse,
	};
}

async function refuse(): Promise<never> {
	throw new Error('This engine reads credentials only; it neither encrypts nor changes them');
}

/** Headers and query of `type: 'generic'`; an expression that yields nothing is sent as ''. */
function applyGeneric(
	{ properties }: IAuthenticateGeneric,
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): IHttpRequestOptions {
	const resolve = (value: IDataObject[string]) => {
		if (typeof value !== 'string' || !value.startsWith('=')) return value;
		const keys = { $credentials: credential };
		const { expression } = workflow;
		return String(
			expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '') || '',
		);
	};
	const resolveAll = (values: IDataObject = {}): IDataObject =>
		Object.fromEntries(Object.entries(values).map(([name, value]) => [name, resolve(value)]));
	return {
		...request,
		headers: { ...request.headers, ...resolveAll(properties.headers) },
		...(properties.qs ? { qs: { ...request.qs, ...resolveAll(properties.qs) } } : {}),
	};
}
