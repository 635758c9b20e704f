import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const projectRoot = path.resolve(__dirname, '../..');
const configuration = [
	'package.json',
	'tsconfig.json',
	'eslint.config.mjs',
	'.dependency-cruiser.cjs',
	'scripts/brought-by-n8n.json',
];

/** A project with our own configuration and only the given files in it, to try the checks on. */
export interface PlantedProject {
	root: string;
	/** The path of a tool of ours, to be run by Node in `root`. */
	tool: (file: string) => string;
	remove: () => void;
}

/** Plants the files, by path and content, in a temporary folder. */
export function plantProject(files: Record<string, string>): PlantedProject {
	const root = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-sora-lint-'));
	const modules = path.join(projectRoot, 'node_modules');
	symlinkSync(modules, path.join(root, 'node_modules'), 'junction');
	for (const file of configuration) cpSync(path.join(projectRoot, file), path.join(root, file));
	for (const [file, content] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), content);
	}
	return {
		root,
		tool: (file) => path.join(modules, file),
		remove: () => rmSync(root, { recursive: true }),
	};
}
