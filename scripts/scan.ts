import execa from 'execa';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

import { closeRun } from './closing-line';
import { withPackedPackage } from './packed-package';

const projectRoot = path.resolve(__dirname, '..');

/** A folder of its own, since the scanner's ESLint plugin and TypeScript clash with ours. */
const scannerFolder = path.join(projectRoot, '.cache', 'scan');
const scannerManifest = JSON.stringify({
	name: 'scan',
	private: true,
	dependencies: { '@n8n/scan-community-package': '0.32.0' },
});
const installTimeLimitMs = 300_000;

const scanResult = z.object({
	passed: z.boolean(),
	message: z.string().optional(),
	details: z.string().optional(),
});
type Analyze = (folder: string, patterns: string[]) => Promise<unknown>;
const scannerModule = z.object({
	analyzePackage: z.custom<Analyze>((value) => typeof value === 'function'),
	SOURCE_FILE_PATTERNS: z.array(z.string()),
});

async function scan(): Promise<void> {
	await installScanner();
	const scanner = await loadScanner();
	const passes = [
		await report('sources', scanner.analyzePackage(projectRoot, scanner.SOURCE_FILE_PATTERNS)),
		await withPackedPackage(projectRoot, async ({ root }) =>
			report('tarball', scanner.analyzePackage(root, ['**/*.js', 'package.json'])),
		),
	];
	const failed = passes.filter((passed) => !passed).length;
	closeRun({ passed: passes.length - failed, failed });
}

/** Installs the scanner once; a folder that holds another version or half an install is made anew. */
async function installScanner(): Promise<void> {
	const manifestPath = path.join(scannerFolder, 'package.json');
	const installed = path.join(scannerFolder, 'installed.json');
	if (existsSync(installed) && (await readFile(installed, 'utf8')) === scannerManifest) return;

	console.log('Installing the scanner of n8n into .cache/scan …');
	await rm(scannerFolder, { recursive: true, force: true });
	await mkdir(scannerFolder, { recursive: true });
	await writeFile(manifestPath, scannerManifest);
	await execa(
		'npm',
		['install', '--prefix', scannerFolder, '--ignore-scripts', '--no-audit', '--no-fund'],
		{ cwd: scannerFolder, timeout: installTimeLimitMs },
	);
	await writeFile(installed, scannerManifest);
}

async function loadScanner(): Promise<z.infer<typeof scannerModule>> {
	const file = 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs';
	const loaded: unknown = await import(pathToFileURL(path.join(scannerFolder, file)).href);
	return scannerModule.parse(loaded);
}

async function report(name: string, analysis: Promise<unknown>): Promise<boolean> {
	const { passed, message, details } = scanResult.parse(await analysis);
	// A clean result carries no message; "No files found to analyze" comes as passed, but checks nothing.
	const isClean = passed && message === undefined;
	console.log(`${isClean ? '✓' : '✗'} ${name}${message === undefined ? '' : `: ${message}`}`);
	if (details !== undefined) console.log(details);
	return isClean;
}

scan().catch((error: unknown) => {
	console.error(error);
	closeRun({ passed: 0, failed: 1 });
});
