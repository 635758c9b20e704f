import execa from 'execa';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

import broughtByN8n from './brought-by-n8n.json';

const npmTimeLimitMs = 120_000;

const packReport = z
	.array(
		z.object({
			name: z.string(),
			filename: z.string(),
			size: z.number(),
			unpackedSize: z.number(),
			files: z.array(z.object({ path: z.string() })),
		}),
	)
	.length(1);

/** The package as npm would publish it, unpacked in a folder of its own. */
export interface PackedPackage {
	root: string;
	/** Relative to `root`, with forward slashes. */
	files: string[];
	tarballBytes: number;
	unpackedBytes: number;
}

/**
 * Packs the package as it is built now, installs the tarball as n8n does (without scripts and without
 * dependencies), and hands it to `use`. Beside it lie only the modules that n8n itself brings along.
 */
export async function withPackedPackage<T>(
	projectRoot: string,
	use: (packed: PackedPackage) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-sora-pack-'));
	try {
		const packed = await packInto(folder, projectRoot);
		await linkModulesOfN8n(folder, projectRoot);
		return await use(packed);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function packInto(folder: string, projectRoot: string): Promise<PackedPackage> {
	const { stdout } = await execa(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: projectRoot, timeout: npmTimeLimitMs },
	);
	const [tarball] = packReport.parse(JSON.parse(stdout));
	if (!tarball) throw new Error('npm pack reported no tarball.');

	await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
	await execa(
		'npm',
		[
			...['install', path.join(folder, tarball.filename), '--prefix', folder],
			...['--offline', '--ignore-scripts', '--legacy-peer-deps', '--no-package-lock'],
		],
		{ cwd: folder, timeout: npmTimeLimitMs },
	);
	return {
		root: path.join(folder, 'node_modules', tarball.name),
		files: tarball.files.map((file) => file.path),
		tarballBytes: tarball.size,
		unpackedBytes: tarball.unpackedSize,
	};
}

async function linkModulesOfN8n(folder: string, projectRoot: string): Promise<void> {
	for (const name of broughtByN8n) {
		const target = path.join(projectRoot, 'node_modules', name);
		// A junction, because a plain link needs special rights on Windows.
		if (existsSync(target)) {
			await symlink(target, path.join(folder, 'node_modules', name), 'junction');
		}
	}
}
