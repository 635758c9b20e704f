import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import execa from 'execa';

import { engineFolder, type EngineVersion } from './versions';

/** An installation takes under a minute; ten of them mean that the registry does not answer. */
const installLimitMs = 10 * 60_000;

/**
 * Installs an engine into its folder, once.
 *
 * @throws with npm's last words when it fails
 */
export async function installEngine(version: EngineVersion): Promise<void> {
	const folder = engineFolder(version);
	const manifest = JSON.stringify({
		private: true,
		dependencies: {
			'n8n-core': version.core,
			'n8n-workflow': version.workflow,
			'reflect-metadata': '0.2.2',
			zod: version.zod,
		},
	});
	const stamp = path.join(folder, 'installed');
	if ((await readFile(stamp, 'utf8').catch(() => '')) === manifest) return;
	console.log(`Installing n8n-core ${version.core} (once, up to a minute, 240 MB) …`);
	// A half-unpacked package looks installed to npm.
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, 'package.json'), manifest);
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { exitCode, all } = await execa('npm', ['install', ...flags], {
		cwd: folder,
		all: true,
		reject: false,
		timeout: installLimitMs,
	});
	if (exitCode !== 0) {
		throw new Error(`npm could not install n8n-core ${version.core}:\n${all?.slice(-3000)}`);
	}
	await writeFile(stamp, manifest);
}
