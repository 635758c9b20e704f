import execa from 'execa';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

import packageJson from '../../package.json';
import { plantProject, type PlantedProject } from './planted-project';

const report = z.array(
	z.object({
		filePath: z.string(),
		messages: z.array(z.object({ ruleId: z.string().nullable() })),
	}),
);

/** What ESLint says of a comment it was told not to obey: a message without a rule. */
const ignoredComment = null;

const rows = [
	{
		name: 'sound code passes',
		file: 'nodes/Sora/api/sound.ts',
		source: 'export const pollMs = 2000;\n',
		expected: [],
	},
	{
		name: 'an untyped value in a node is refused',
		file: 'nodes/Sora/api/untyped.ts',
		source: 'export const answer: any = {};\n',
		expected: ['@typescript-eslint/no-explicit-any'],
	},
	{
		name: 'a comment in a node switches no rule off',
		file: 'nodes/Sora/api/silenced.ts',
		source: '/* eslint-disable */\nexport const answer: any = {};\n',
		expected: [ignoredComment, '@typescript-eslint/no-explicit-any'],
	},
	{
		name: 'a comment in a credential switches no rule off',
		file: 'credentials/silenced.ts',
		source: '// eslint-disable-next-line no-console\nconsole.log("key");\n',
		expected: [ignoredComment, 'no-console'],
	},
	{
		name: 'a timer n8n forbids is refused',
		file: 'nodes/Sora/api/timer.ts',
		source: 'export const start = () => setTimeout(() => undefined, 1);\n',
		expected: ['@n8n/community-nodes/no-restricted-globals'],
	},
	{
		name: 'file access in a node is refused',
		file: 'nodes/Sora/files/disk.ts',
		source: "import { readFileSync } from 'fs';\n\nexport const read = readFileSync;\n",
		expected: ['@n8n/community-nodes/no-restricted-imports'],
	},
	{
		name: 'a promise nobody waits for is refused',
		file: 'nodes/Sora/follow/forgotten.ts',
		source: 'export function follow(poll: () => Promise<void>): void {\n\tpoll();\n}\n',
		expected: ['@typescript-eslint/no-floating-promises'],
	},
	{
		name: 'a forgotten status is refused',
		file: 'nodes/Sora/follow/forgottenStatus.ts',
		source: [
			"export function isOver(status: 'queued' | 'completed' | 'failed'): boolean {",
			"\tswitch (status) {\n\t\tcase 'queued':\n\t\t\treturn false;",
			"\t\tcase 'completed':\n\t\t\treturn true;\n\t}\n\treturn false;\n}\n",
		].join('\n'),
		expected: ['@typescript-eslint/switch-exhaustiveness-check'],
	},
	{
		name: 'a parameter label against the n8n rules is refused',
		file: 'nodes/Sora/parameters/simplify.ts',
		source: [
			"import type { INodeProperties } from 'n8n-workflow';\n",
			"export const simplify: INodeProperties = {\n\tdisplayName: 'Shorten',\n\tname: 'shorten',",
			"\ttype: 'boolean',\n\tdefault: true,\n\tdescription: 'Return less',\n};\n",
		].join('\n'),
		expected: ['n8n-nodes-base/node-param-description-boolean-without-whether'],
	},
	{
		name: 'a credential without a test is refused',
		file: 'credentials/SoraApi.credentials.ts',
		source: [
			"import type { ICredentialType } from 'n8n-workflow';\n",
			"export class SoraApi implements ICredentialType {\n\tname = 'soraApi';\n",
			"\tdisplayName = 'Sora API';\n\n\ticon = 'file:sora.svg' as const;\n",
			"\tdocumentationUrl = 'https://sora.example.org';\n\n\tproperties = [];\n}\n",
		].join('\n'),
		expected: ['@n8n/community-nodes/credential-test-required'],
	},
	{
		name: 'a runtime dependency is refused',
		file: 'package.json',
		source: JSON.stringify({ ...packageJson, dependencies: { axios: '1.0.0' } }),
		expected: ['@n8n/community-nodes/no-runtime-dependencies'],
	},
	{
		name: 'an untyped value in the simulator is refused',
		file: 'simulator/untyped.ts',
		source: 'export const answer: any = {};\n',
		expected: ['@typescript-eslint/no-explicit-any'],
	},
	{
		name: 'a silenced compiler is refused',
		file: 'demo/silenced.ts',
		source: '// @ts-expect-error: 4 is no text\nexport const seconds: string = 4;\n',
		expected: ['@typescript-eslint/ban-ts-comment'],
	},
	{
		name: 'a comment that silences nothing is refused',
		file: 'scripts/needless.ts',
		source: '// eslint-disable-next-line no-console\nexport const pollMs = 2000;\n',
		expected: [null],
	},
	{
		name: 'a focused test is refused',
		file: 'test/focused.test.ts',
		source: "it.only('is all there is', () => undefined);\n",
		expected: ['no-restricted-syntax'],
	},
];

/** Ends a hanging child only: the run takes seconds, on a busy machine up to a minute. */
const childTimeLimitMs = 110_000;

let project: PlantedProject;
let rulesByFile: Map<string, Array<string | null>>;

beforeAll(async () => {
	project = plantProject(Object.fromEntries(rows.map(({ file, source }) => [file, source])));
	const { stdout } = await execa(
		process.execPath,
		[project.tool('eslint/bin/eslint.js'), '--format', 'json', '.'],
		{ cwd: project.root, reject: false, timeout: childTimeLimitMs },
	);
	const root = realpathSync(project.root);
	rulesByFile = new Map(
		report
			.parse(JSON.parse(stdout))
			.map(({ filePath, messages }) => [
				path.relative(root, filePath).replaceAll(path.sep, '/'),
				messages.map(({ ruleId }) => ruleId),
			]),
	);
});

afterAll(() => project.remove());

it.each(rows)('$name', ({ file, expected }) => {
	expect(rulesByFile.get(file)?.sort()).toEqual([...expected].sort());
});
