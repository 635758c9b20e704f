'use strict';

const { existsSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { compilerOptions } = require('./tsconfig.json');

/** Only our own folders are crawled: half a gigabyte of node_modules is nothing to look for tests in. */
const roots = ['nodes', 'credentials', 'simulator', 'demo', 'bench', 'scripts', 'n8n', 'test']
	.filter((folder) => existsSync(`${__dirname}/${folder}`))
	.map((folder) => `<rootDir>/${folder}`);

/** Folders of test/ whose tests are no units of the product: `--selectProjects unit` leaves them out. */
const apart = {
	simulator: ['simulator'],
	contract: ['contract'],
	engine: ['engine'],
	hostile: ['hostile'],
	tools: ['bench', 'demo', 'lint', 'scripts', 'support'],
};

const project = {
	roots,
	testEnvironment: 'node',
	transform: {
		// Types are checked once, by `npm run types`; here each file is only translated.
		'^.+\\.ts$': ['ts-jest', { tsconfig: { ...compilerOptions, isolatedModules: true } }],
	},
};

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...project,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: Object.values(apart)
				.flat()
				.map((folder) => `<rootDir>/test/${folder}/`),
		},
		...Object.entries(apart).map(([displayName, folders]) => ({
			...project,
			displayName,
			testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
		})),
	],
	// Jest leaves one core to its main process, which would leave a two-core machine with a single worker.
	maxWorkers: Math.max(2, availableParallelism() - 1),
	// Each test file leaves some 15 MB behind in its worker; one that has grown this big is replaced.
	workerIdleMemoryLimit: '750MB',
	// A limit for hanging tests, not a measure of any: a loaded machine is slow.
	testTimeout: 120_000,
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary', 'json-summary'],
	coverageThreshold: { './nodes/': { branches: 90 } },
};
