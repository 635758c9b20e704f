import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { requestByUndici, type SentRequest } from './undiciRequest';

/** A credential's values and the class that knows how to send them. */
export interface FakeCredential {
	type: ICredentialType;
	values: ICredentialDataDecryptedObject;
}

/** `httpRequest` and `httpRequestWithAuthentication` as n8n has them, sent through undici. */
export function requestFunctions(node: INode, credential: FakeCredential, sent: SentRequest[]) {
	return {
		httpRequest: async (options: IHttpRequestOptions) => await requestByUndici(options, sent),
		/** Takes the cancel signal from `this`, over any that the options have, as n8n does. */
		async httpRequestWithAuthentication(
			this: object,
			typeName: string,
			options: IHttpRequestOptions,
		): Promise<unknown> {
			const { type, values } = credential;
			if (typeName !== type.name) throw new Error(`The node has no credential ${typeName}`);
			if (typeof type.authenticate !== 'function') {
				throw new Error('The fake knows only authenticate in its function form');
			}
			const signal = cancelSignalOf(this);
			try {
				const request = await type.authenticate({ ...values }, { ...options });
				return await requestByUndici({ ...request, abortSignal: signal }, sent);
			} catch (error) {
				throw new NodeApiError(node, error as JsonObject);
			}
		},
	};
}

function cancelSignalOf(context: object): AbortSignal | undefined {
	if (!('getExecutionCancelSignal' in context)) return undefined;
	return (
		context as Pick<IExecuteFunctions, 'getExecutionCancelSignal'>
	).getExecutionCancelSignal();
}
