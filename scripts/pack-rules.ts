import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { z } from 'zod';

import broughtByN8n from './brought-by-n8n.json';
import type { PackedPackage } from './packed-package';

/** Users download this on every install; twice what the package needs today would be a mistake in it. */
const maxTarballBytes = 150_000;

const requiredFiles = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'index.js'];
const shippedFile = /^dist\/(nodes|credentials)\/.+\.(js|json|svg)$/;
const developmentFile = /(\.(test|spec)\.|(^|\/)(test|tests|fixtures|simulator)\/)/;

const manifest = z.object({
	dependencies: z.record(z.string()).optional(),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

const icon = z
	.union([z.string(), z.object({ light: z.string(), dark: z.string() })])
	.transform((files) => (typeof files === 'string' ? [files] : [files.light, files.dark]));

/** One rule of the tarball: what it stands for, and what is wrong with a package by it. */
export interface PackRule {
	name: string;
	findProblems: (packed: PackedPackage) => string[];
}

/** Everything the published package has to keep. */
export const packRules: PackRule[] = [
	{ name: 'holds only what users need', findProblems: findForeignFiles },
	{ name: 'holds what npm and n8n show', findProblems: findMissingFiles },
	{ name: 'loads nothing by its main file', findProblems: findMainFileContent },
	{ name: `weighs at most ${maxTarballBytes / 1000} kB`, findProblems: findExcessWeight },
	{ name: 'holds every node and credential it names', findProblems: findMissingEntries },
	{ name: 'holds every icon and codex file', findProblems: findMissingCompanions },
	{ name: 'brings no dependencies', findProblems: findDependencies },
	{ name: 'imports only what n8n brings along', findProblems: findForeignImports },
];

function findForeignFiles({ files }: PackedPackage): string[] {
	return files
		.filter((file) => !requiredFiles.includes(file))
		.filter((file) => !shippedFile.test(file) || developmentFile.test(file));
}

function findMissingFiles({ files }: PackedPackage): string[] {
	return requiredFiles.filter((file) => !files.includes(file)).map((file) => `${file} is missing`);
}

function findMainFileContent({ root }: PackedPackage): string[] {
	const main = path.join(root, 'index.js');
	const isEmpty = existsSync(main) && readFileSync(main, 'utf8').trim() === '';
	return isEmpty ? [] : ['index.js is not an empty file'];
}

function findExcessWeight({ tarballBytes }: PackedPackage): string[] {
	return tarballBytes <= maxTarballBytes ? [] : [`the tarball has ${tarballBytes} bytes`];
}

function findMissingEntries({ root, files }: PackedPackage): string[] {
	const { nodes, credentials } = readManifest(root).n8n;
	const named = [...nodes, ...credentials];
	const built = files.filter((file) => /\.(node|credentials)\.js$/.test(file));
	return [
		...named.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
		...built
			.filter((file) => !named.includes(file))
			.map((file) => `${file} is not named in package.json`),
	];
}

function findMissingCompanions({ root, files }: PackedPackage): string[] {
	const { nodes, credentials } = readManifest(root).n8n;
	const wanted = [
		...nodes.map((file) => file.replace(/\.js$/, '.json')),
		...[...nodes, ...credentials]
			.filter((file) => files.includes(file))
			.flatMap((file) =>
				readIcons(root, file).map((name) => path.posix.join(path.posix.dirname(file), name)),
			),
	];
	return wanted.filter((file) => !files.includes(file)).map((file) => `${file} is missing`);
}

function findDependencies({ root }: PackedPackage): string[] {
	return Object.keys(readManifest(root).dependencies ?? {});
}

function findForeignImports({ root, files }: PackedPackage): string[] {
	return files
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) =>
			readImports(path.join(root, file))
				.filter((name) => !name.startsWith('.') && !broughtByN8n.includes(packageOf(name)))
				.map((name) => `${file} imports ${name}`),
		);
}

function readManifest(root: string): z.infer<typeof manifest> {
	return manifest.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
}

/** The icon files a built node or credential names, read as n8n reads them: by loading the class. */
function readIcons(root: string, file: string): string[] {
	const [className = ''] = path.basename(file).split('.');
	const loaded: unknown = createRequire(path.join(root, 'package.json'))(`./${file}`);
	const Class = z.record(z.custom<new () => object>((value) => typeof value === 'function'));
	const entry = Class.parse(loaded)[className];
	if (!entry) throw new Error(`${file} exports no class ${className}.`);

	const instance = new entry();
	const holder = 'description' in instance ? instance.description : instance;
	return z
		.object({ icon })
		.parse(holder)
		.icon.map((name) => name.replace(/^file:/, ''));
}

function readImports(file: string): string[] {
	const source = readFileSync(file, 'utf8');
	return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
}

function packageOf(moduleName: string): string {
	const [first = '', second] = moduleName.split('/');
	return first.startsWith('@') ? `${first}/${second}` : first;
}
