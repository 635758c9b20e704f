import type { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';

import type { EngineModules } from './modules';
import { standIns } from './standIns';

/** The node types a workflow may name: those of the loaded package, stand-ins, and a test's own. */
export function listNodeTypes(
	{ workflow }: EngineModules,
	loader: PackageDirectoryLoader,
	ownTypes: Record<string, INodeType>,
): INodeTypes {
	const prefix = `${loader.packageName}.`;
	const find = (type: string): INodeType | IVersionedNodeType => {
		const found = ownTypes[type] ?? standIns[type];
		if (found) return found;
		if (type.startsWith(prefix)) return loader.getNode(type.slice(prefix.length)).type;
		throw new Error(`No node type ${type}: it is neither in ${loader.packageName} nor a stand-in`);
	};
	return {
		getByName: find,
		getByNameAndVersion: (type, version) =>
			workflow.NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => ({}),
	};
}
