import type { IAuthenticate, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { authenticate } from '../nodes/Sora/credential/authenticate';
import { credentialFields } from '../nodes/Sora/credential/form';

/** Who renders the videos, and how to reach them. Both nodes test it, by `methods.credentialTest`. */
export class SoraApi implements ICredentialType {
	name = 'soraApi';

	displayName = 'Sora API';

	icon: Icon = { light: 'file:../nodes/Sora/sora.svg', dark: 'file:../nodes/Sora/sora.dark.svg' };

	documentationUrl = 'https://n8n-nodes-sora.example.org/#credentials';

	properties: INodeProperties[] = credentialFields;

	// In function form: the generic one makes n8n send an empty Authorization header without a key.
	authenticate: IAuthenticate = async (credentials, options) =>
		await Promise.resolve(authenticate(credentials, options));
}
