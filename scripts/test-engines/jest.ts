import { rm } from 'node:fs/promises';
import path from 'node:path';

import execa from 'execa';
import { z } from 'zod';

import type { Tally } from '../closing-line';
import { readJestTally } from '../jest-report';
import { engineFolder, root, type EngineVersion } from './versions';

/** Longer than any healthy run; the tests have limits of their own. */
const runLimitMs = 15 * 60_000;

const repositoryConfig = z.object({
	projects: z.array(z.object({ displayName: z.string() }).passthrough()),
	testTimeout: z.number(),
});

/** The repository's own settings for engine tests, with the engine resolved elsewhere. */
async function describeRun({ core }: EngineVersion): Promise<object> {
	const loaded: unknown = await import(path.join(root, 'jest.config.js'));
	const { projects, testTimeout } = repositoryConfig.parse(
		z.object({ default: z.unknown() }).parse(loaded).default,
	);
	const project = projects.find(({ displayName }) => displayName === 'engine');
	if (!project) throw new Error('jest.config.js has no project "engine"');
	const { transform, ...rest } = project;
	const esmOnly = '(p-retry|is-network-error)';
	return {
		...rest,
		rootDir: root,
		testTimeout,
		displayName: core,
		testMatch: ['<rootDir>/test/engine/**/*.test.ts', '<rootDir>/test/support/engine/*.test.ts'],
		resolver: path.join(__dirname, 'resolver.js'),
		transform: {
			...z.record(z.unknown()).parse(transform),
			// n8n-core 2.0 requires a package that is ESM only: Node can, jest's loader can't.
			[`node_modules/${esmOnly}/.+\\.js$`]: [
				'ts-jest',
				{ tsconfig: { allowJs: true, module: 'commonjs' }, diagnostics: false },
			],
		},
		transformIgnorePatterns: [`node_modules/(?!${esmOnly}/)`],
	};
}

/**
 * Runs the engine tests against one engine.
 *
 * @param args go to jest as they are, e.g. a file name
 */
export async function testEngine(version: EngineVersion, args: string[]): Promise<Tally> {
	const outputFile = path.join(engineFolder(version), 'report.json');
	await rm(outputFile, { force: true });
	const config = JSON.stringify(await describeRun(version));
	const jest = require.resolve('jest/bin/jest');
	const { failed } = await execa.node(
		jest,
		['--config', config, '--json', '--outputFile', outputFile, ...args],
		{
			cwd: root,
			env: { ENGINE_FOLDER: engineFolder(version) },
			stdin: 'ignore',
			// With --json the readable report goes to stderr, and stdout has only the JSON again.
			stdout: 'ignore',
			stderr: 'inherit',
			reject: false,
			timeout: runLimitMs,
		},
	);
	return await readJestTally(outputFile, !failed);
}
