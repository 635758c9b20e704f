import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import execa from 'execa';
import { z } from 'zod';
import { chooseNodePackage, nodeEnvironment, nodeFolder } from './node-runtime';
import { cacheFolder } from './paths';
import { elapsed, runStep } from './step';

/** The n8n that the suite is written for. */
export const n8nVersion = '2.41.1';

/** The longest step takes under three minutes on two cores; slow lines get ten times that. */
const stepLimitMs = 30 * 60_000;

const stampFile = path.join(cacheFolder, 'installed.json');
const stampSchema = z.array(z.string());

interface InstallStep {
	/** Names what has been installed, versions included: the stamp that skips the step. */
	stamp: string;
	label: string;
	folder: string;
	run: () => Promise<void>;
}

async function readStamps(): Promise<string[]> {
	try {
		return stampSchema.parse(JSON.parse(await readFile(stampFile, 'utf8')));
	} catch {
		// No stamps, or a file cut short by an interruption: everything is installed anew.
		return [];
	}
}

async function npm(folder: string, args: string[], env: Record<string, string> = {}) {
	// Options on the command line, since the .npmrc of the repository reaches here as environment.
	const result = await execa('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: folder,
		env,
		all: true,
		reject: false,
		timeout: stepLimitMs,
	});
	if (result.exitCode !== 0) {
		throw new Error(
			`npm ${args.join(' ')} failed in ${folder}. What has been installed stays; ` +
				`run the command again to go on.\n${(result.all ?? '').slice(-3000)}`,
		);
	}
}

async function startFolder(folder: string, packageJson: object): Promise<void> {
	// A half-unpacked package looks installed to npm, so an interrupted step begins afresh; what
	// it has downloaded is in npm's own cache.
	await rm(path.join(folder, 'node_modules'), { recursive: true, force: true });
	await rm(path.join(folder, 'package-lock.json'), { force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(packageJson)}\n`);
}

function listSteps(): InstallStep[] {
	const node = chooseNodePackage(process.platform, process.arch);
	const nodeHome = path.join(cacheFolder, 'node24');
	return [
		{
			stamp: `${node.name}@${node.version}`,
			label: `Node ${node.version} (${node.name}, 190 MB)`,
			folder: nodeHome,
			run: async () => {
				await startFolder(nodeHome, { private: true });
				await npm(nodeHome, ['install', `${node.name}@${node.version}`, '--ignore-scripts']);
			},
		},
		{
			stamp: `n8n@${n8nVersion}`,
			label: `n8n ${n8nVersion} (2.2 GB, 3 minutes or more)`,
			folder: cacheFolder,
			run: async () => {
				await startFolder(cacheFolder, {
					private: true,
					// The newest versions of these three do not install together with this n8n.
					overrides: {
						linkedom: '0.18.13',
						'@langchain/langgraph': '1.0.2',
						'@langchain/langgraph-checkpoint': '1.0.0',
					},
				});
				const args = ['install', `n8n@${n8nVersion}`, '--legacy-peer-deps', '--ignore-scripts'];
				await npm(cacheFolder, args);
			},
		},
		{
			stamp: `sqlite3 for n8n@${n8nVersion}`,
			label: 'SQLite module, compiled (needs g++, make and python3; 1 minute)',
			folder: path.join(cacheFolder, 'node_modules', 'sqlite3'),
			run: async () => {
				await npm(cacheFolder, ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
					...nodeEnvironment(),
					npm_config_nodedir: nodeFolder(),
					// Otherwise its script first asks a release page for a binary.
					npm_config_build_from_source: 'true',
				});
			},
		},
	];
}

/**
 * Installs n8n and the Node it needs into the cache folder, once. Finished steps are skipped, so
 * that an interrupted installation goes on where it stood.
 * @throws with npm's last words when a step fails or takes more than half an hour.
 */
export async function installN8n(): Promise<void> {
	const startedAtMs = Date.now();
	const steps = listSteps();
	const stamps = await readStamps();
	const finished = steps.map((step) => step.stamp).filter((stamp) => stamps.includes(stamp));
	const open = steps.filter((step) => !finished.includes(step.stamp));
	if (open.length === 0) return;
	console.log(`Installing n8n for the tests, once, into ${cacheFolder}`);
	for (const step of open) {
		const label = `[${String(steps.indexOf(step) + 1)}/${String(steps.length)}] ${step.label}`;
		await runStep(label, step.run, step.folder);
		finished.push(step.stamp);
		await writeFile(stampFile, JSON.stringify(finished));
	}
	console.log(`n8n is installed (${elapsed(startedAtMs)}).`);
}

if (require.main === module) {
	installN8n().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
