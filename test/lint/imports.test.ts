import execa from 'execa';
import { z } from 'zod';

import { plantProject, type PlantedProject } from './planted-project';

const report = z.object({
	summary: z.object({
		violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
	}),
});

const value = (name: string) => `export const ${name} = 1;\n`;
const use = (name: string, from: string) =>
	`import { ${name} } from '${from}';\n\nexport const used = [${name}];\n`;
const useType = (name: string, from: string) =>
	`import type { ${name} } from '${from}';\n\nexport type Used = ${name};\n`;

/** Each row is a node of its own, whose folder stands for the row; the first file is the one judged. */
const rows = [
	{
		name: 'an import downwards passes',
		files: {
			'nodes/Down/operations/get.operation.ts': use('getVideo', '../services/videos'),
			'nodes/Down/services/videos.ts': value('getVideo'),
		},
		expected: [],
	},
	{
		name: 'an import back up is refused',
		files: {
			'nodes/Back/api/videos.ts': use('get', '../operations/get.operation'),
			'nodes/Back/operations/get.operation.ts': value('get'),
		},
		expected: ['api-import-downwards'],
	},
	{
		name: 'an import back up is refused for its types too',
		files: {
			'nodes/BackType/api/videos.ts': useType('Slot', '../run/slots'),
			'nodes/BackType/run/slots.ts': 'export type Slot = number;\n',
		},
		expected: ['api-import-downwards'],
	},
	{
		name: 'an operation that leans on another is refused',
		files: {
			'nodes/Sideways/operations/remix.operation.ts': use('create', './create.operation'),
			'nodes/Sideways/operations/create.operation.ts': value('create'),
		},
		expected: ['operations-stand-side-by-side'],
	},
	{
		name: 'the index of the operations lists them all',
		files: {
			'nodes/Index/operations/index.ts': use('create', './create.operation'),
			'nodes/Index/operations/create.operation.ts': value('create'),
		},
		expected: [],
	},
	{
		name: 'a parameter reader may name what it reads for',
		files: {
			'nodes/Typed/parameters/limits.ts': useType('WaitLimits', '../run/openRun'),
			'nodes/Typed/run/openRun.ts': 'export type WaitLimits = number;\n',
		},
		expected: [],
	},
	{
		name: 'a parameter reader that starts following is refused',
		files: {
			'nodes/Reader/parameters/limits.ts': use('followRender', '../run/openRun'),
			'nodes/Reader/run/openRun.ts': value('followRender'),
		},
		expected: ['parameters-know-types-only'],
	},
	{
		name: 'a pure file that reaches the server is refused',
		files: {
			'nodes/Impure/follow/outcome.ts': use('getVideo', '../services/videos'),
			'nodes/Impure/services/videos.ts': value('getVideo'),
		},
		expected: ['pure-files-stay-pure'],
	},
	{
		name: 'a pure file may know the types of others',
		files: {
			'nodes/Pure/follow/outcome.ts': useType('Video', '../services/videos'),
			'nodes/Pure/services/videos.ts': 'export type Video = string;\n',
		},
		expected: [],
	},
	{
		name: 'a folder without a place in the direction is refused',
		files: {
			'nodes/Odd/Odd.node.ts': use('rest', './misc/rest'),
			'nodes/Odd/misc/rest.ts': value('rest'),
		},
		expected: ['every-folder-has-its-place'],
	},
	{
		name: 'a development package, missing on every server, is refused',
		files: { 'nodes/Dev/api/http.ts': use('fetch', 'undici') },
		expected: ['shipped-code-needs-only-n8n'],
	},
	{
		name: 'a node that borrows from the simulator is refused',
		files: {
			'nodes/Borrower/api/http.ts': use('port', '../../../simulator/port'),
			'simulator/port.ts': value('port'),
		},
		expected: ['shipped-code-knows-no-development-code', 'shipped-code-needs-only-n8n'],
	},
	{
		name: 'a simulator that borrows from a node is refused',
		files: {
			'simulator/borrower.ts': use('getVideo', '../nodes/Lender/api/videos'),
			'nodes/Lender/api/videos.ts': value('getVideo'),
		},
		expected: ['simulator-shares-no-code'],
	},
	{
		name: 'a circle is refused',
		files: {
			'nodes/Circle/api/first.ts': use('used', './second'),
			'nodes/Circle/api/second.ts': use('used', './first'),
		},
		expected: ['no-cycles'],
	},
	{
		name: 'a file nothing reaches is refused',
		files: { 'nodes/Idle/api/idle.ts': value('idle') },
		expected: ['nothing-lies-idle'],
	},
];

/** Ends a hanging child only: the run takes seconds, on a busy machine up to a minute. */
const childTimeLimitMs = 110_000;

let project: PlantedProject;
let violations: Array<{ from: string; rule: string }>;

beforeAll(async () => {
	const planted = Object.fromEntries(rows.flatMap(({ files }) => Object.entries(files)));
	const entry = Object.keys(planted)
		.filter((file) => !file.includes('/Idle/') && !file.includes('.node.'))
		.map((file) => `import '../../${file.replace(/\.ts$/, '')}';\n`);
	project = plantProject({ ...planted, 'nodes/Entry/Entry.node.ts': entry.join('') });

	const { stdout } = await execa(
		process.execPath,
		[
			project.tool('dependency-cruiser/bin/dependency-cruise.mjs'),
			...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'nodes', 'simulator'],
		],
		{ cwd: project.root, reject: false, timeout: childTimeLimitMs },
	);
	violations = report
		.parse(JSON.parse(stdout))
		.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
});

afterAll(() => project.remove());

it.each(rows)('$name', ({ files, expected }) => {
	const [judged] = Object.keys(files);
	const rules = violations.filter(({ from }) => from === judged).map(({ rule }) => rule);
	expect(rules.sort()).toEqual(expected);
});
