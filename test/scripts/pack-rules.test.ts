import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { packRules } from '../../scripts/pack-rules';
import type { PackedPackage } from '../../scripts/packed-package';

const node = 'dist/nodes/Sora/Sora.node.js';
const credential = 'dist/credentials/SoraApi.credentials.js';

const soundFiles: Record<string, string> = {
	'package.json': JSON.stringify({ n8n: { nodes: [node], credentials: [credential] } }),
	'README.md': '# Sora\n',
	LICENSE: 'MIT\n',
	'CHANGELOG.md': '# Changes\n',
	'index.js': '',
	[node]: `exports.Sora = class {
		description = { icon: { light: 'file:sora.svg', dark: 'file:sora.dark.svg' } };
		execute() { return [require('n8n-workflow'), require('zod/v4'), require('node:crypto')]; }
	};`,
	'dist/nodes/Sora/Sora.node.json': '{}',
	'dist/nodes/Sora/sora.svg': '<svg/>',
	'dist/nodes/Sora/sora.dark.svg': '<svg/>',
	[credential]: `exports.SoraApi = class { icon = 'file:../nodes/Sora/sora.svg' };`,
};

let root: string;

beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-sora-rules-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function plantPackage(changes: Record<string, string | undefined>): PackedPackage {
	const files = Object.entries({ ...soundFiles, ...changes }).flatMap(([file, content]) => {
		if (content === undefined) return [];
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), content);
		return [file];
	});
	return { root, files, tarballBytes: 50_000, unpackedBytes: 200_000 };
}

function findBrokenRules(packed: PackedPackage): string[] {
	return packRules
		.filter(({ findProblems }) => findProblems(packed).length > 0)
		.map(({ name }) => name);
}

const rows: Array<{
	name: string;
	changes: Record<string, string | undefined>;
	expected: string[];
}> = [
	{ name: 'a sound package passes', changes: {}, expected: [] },
	{
		name: 'a source map stays at home',
		changes: { 'dist/nodes/Sora/Sora.node.js.map': '{}' },
		expected: ['holds only what users need'],
	},
	{
		name: 'a fixture stays at home',
		changes: { 'dist/nodes/Sora/fixtures/video.json': '{}' },
		expected: ['holds only what users need'],
	},
	{
		name: 'a build script stays at home',
		changes: { 'gulpfile.js': '' },
		expected: ['holds only what users need'],
	},
	{
		name: 'the licence comes along',
		changes: { LICENSE: undefined },
		expected: ['holds what npm and n8n show'],
	},
	{
		name: 'a main file that loads code is refused',
		changes: { 'index.js': "require('./dist/nodes/Sora/Sora.node.js');\n" },
		expected: ['loads nothing by its main file'],
	},
	{
		name: 'a node n8n is not told of is refused',
		changes: {
			'dist/nodes/Sora/SoraTrigger.node.js': 'exports.SoraTrigger = class {};',
		},
		expected: ['holds every node and credential it names'],
	},
	{
		name: 'a credential that was not built is refused',
		changes: { [credential]: undefined },
		expected: ['holds every node and credential it names'],
	},
	{
		name: 'a node without its dark icon is refused',
		changes: { 'dist/nodes/Sora/sora.dark.svg': undefined },
		expected: ['holds every icon and codex file'],
	},
	{
		name: 'a node without its codex file is refused',
		changes: { 'dist/nodes/Sora/Sora.node.json': undefined },
		expected: ['holds every icon and codex file'],
	},
	{
		name: 'a dependency n8n would not install is refused',
		changes: {
			'package.json': JSON.stringify({
				n8n: { nodes: [node], credentials: [credential] },
				dependencies: { axios: '1.0.0' },
			}),
		},
		expected: ['brings no dependencies'],
	},
	{
		name: 'an import n8n does not bring along is refused, however deep',
		changes: { 'dist/nodes/Sora/api/http.js': "exports.send = () => require('undici');" },
		expected: ['imports only what n8n brings along'],
	},
];

it.each(rows)('$name', ({ changes, expected }) => {
	expect(findBrokenRules(plantPackage(changes))).toEqual(expected);
});

it('a tarball that grew out of hand is refused', () => {
	expect(findBrokenRules({ ...plantPackage({}), tarballBytes: 5_000_000 })).toEqual([
		'weighs at most 150 kB',
	]);
});
