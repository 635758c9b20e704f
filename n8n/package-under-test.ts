import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import execa from 'execa';
import { z } from 'zod';
import { cacheFolder, repoFolder } from './paths';

/** Building and packing take seconds; a hang must not stop the suite for ever. */
const toolLimitMs = 5 * 60_000;

const packReportSchema = z
	.array(z.object({ name: z.string(), version: z.string(), filename: z.string() }))
	.nonempty();
const packageJsonSchema = z.object({ name: z.string(), version: z.string() }).passthrough();

/** A tarball as npm would publish it. */
export interface PackedPackage {
	name: string;
	version: string;
	tarball: string;
}

/** Runs the package's own build. */
export async function buildPackage(): Promise<void> {
	await execa('npm', ['run', 'build', '--silent'], {
		cwd: repoFolder,
		timeout: toolLimitMs,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}

/** Packs the package in `folder` (this repository by default) as npm would publish it. */
export async function packPackage(folder = repoFolder): Promise<PackedPackage> {
	const tarballs = path.join(cacheFolder, 'packed');
	await mkdir(tarballs, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', tarballs];
	const { stdout } = await execa('npm', args, { cwd: folder, timeout: toolLimitMs });
	const [{ name, version, filename }] = packReportSchema.parse(JSON.parse(stdout));
	return { name, version, tarball: path.join(tarballs, filename) };
}

/**
 * Installs a tarball as n8n installs a community package: unpacked into its nodes folder, the
 * lists of dev, peer and optional dependencies taken out, the rest installed with scripts off.
 * What an earlier run has left there is replaced. n8n loads it at its next start.
 */
export async function installPackage(packed: PackedPackage, userFolder: string): Promise<void> {
	const nodesFolder = path.join(userFolder, '.n8n', 'nodes');
	const target = path.join(nodesFolder, 'node_modules', packed.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await execa('tar', ['-xzf', packed.tarball, '-C', target, '--strip-components=1'], {
		timeout: toolLimitMs,
	});

	const packageFile = path.join(target, 'package.json');
	const {
		devDependencies: _dev,
		peerDependencies: _peer,
		optionalDependencies: _optional,
		...kept
	} = packageJsonSchema.parse(JSON.parse(await readFile(packageFile, 'utf8')));
	await writeFile(packageFile, JSON.stringify(kept, null, 2));

	const args = ['install', '--offline', '--audit=false', '--fund=false', '--bin-links=false'];
	args.push('--install-strategy=shallow', '--ignore-scripts=true', '--package-lock=false');
	await execa('npm', args, { cwd: target, timeout: toolLimitMs });
	await writeFile(
		path.join(nodesFolder, 'package.json'),
		JSON.stringify({
			name: 'installed-nodes',
			private: true,
			dependencies: { [packed.name]: packed.version },
		}),
	);
}
