import type {
	ICredentialsDecrypted,
	INodeCredentialTestResult,
	INodeType,
	IVersionedNodeType,
} from 'n8n-workflow';

import { openWorkflow, surroundWith, type Shared } from './openWorkflow';

/**
 * Tests a credential as n8n's server does: by the function that the first node of its type names,
 * with the context that n8n makes for it.
 *
 * @throws when no node of the package tests credentials of this type
 */
export async function testCredential(
	shared: Shared,
	nodeTypes: Array<INodeType | IVersionedNodeType>,
	{ id, type = '' }: { id: string; type?: string },
): Promise<INodeCredentialTestResult> {
	const tests = nodeTypes.flatMap((node) => {
		if ('nodeVersions' in node) return [];
		const { credentials = [] } = node.description;
		const testedBy = credentials.find(({ name }) => name === type)?.testedBy;
		const test =
			typeof testedBy === 'string' ? node.methods?.credentialTest?.[testedBy] : undefined;
		return test ? [test] : [];
	});
	const [test] = tests;
	if (!test) throw new Error(`No node tests the credential ${type}`);
	const { workflow } = openWorkflow(shared, { nodes: [], connections: {} });
	const around = surroundWith(shared, workflow, 'internal');
	const stored = { id, name: id };
	const data = await shared.credentials.getDecrypted(around, stored, type, 'internal');
	const decrypted: ICredentialsDecrypted = { ...stored, type, data };
	return await test.call(new shared.modules.core.CredentialTestContext(around), decrypted);
}
