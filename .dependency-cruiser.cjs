'use strict';

/**
 * The direction of imports inside nodes/Sora: each folder, and the folders it may import from besides
 * itself. Node classes stand above and may import from all of them; nothing imports a node class.
 */
const direction = {
	operations: [
		'parameters',
		'clip',
		'run',
		'follow',
		'files',
		'money',
		'memory',
		'output',
		'services',
		'api',
	],
	parameters: ['files', 'services', 'api'],
	clip: ['run', 'follow', 'files', 'money', 'memory', 'output', 'services', 'api'],
	run: ['follow', 'files', 'money', 'memory', 'output', 'services', 'api'],
	follow: ['services', 'api'],
	files: ['services', 'api'],
	money: ['services', 'api'],
	memory: ['money', 'services', 'api'],
	output: ['money', 'services', 'api'],
	webhooks: ['services', 'api'],
	listSearch: ['services', 'api'],
	credential: ['services', 'api'],
	services: ['api'],
	api: [],
};

/** Folders of which a folder may know the types, but run nothing: parameters are read into typed requests. */
const typesOf = {
	parameters: ['clip', 'run', 'money', 'webhooks'],
	run: ['clip'],
	money: ['memory'],
	output: ['clip', 'memory', 'webhooks'],
};

/** Files that only compute: the same answer for the same arguments, no server, no n8n, no clock of their own. */
const pureFiles = [
	'clip/sameness.ts',
	'follow/foresight.ts',
	'follow/outcome.ts',
	'follow/schedule.ts',
	'money/costs.ts',
	'money/prices.ts',
	'files/boxes.ts',
	'files/fileName.ts',
	'files/mediaType.ts',
	'files/imageInfo.ts',
	'files/part.ts',
	'webhooks/signature.ts',
	'output/runJson.ts',
	'output/runSummary.ts',
	'services/clipRequest.ts',
	'services/charged.ts',
	'services/fields.ts',
	'services/images.ts',
	'services/jsonBody.ts',
	'services/openRouterRates.ts',
	'money/listPrices.ts',
	'money/videoPrices.ts',
	'services/wanted.ts',
	'services/pixels.ts',
	'services/settle.ts',
	'api/answerFields.ts',
	'api/credential.ts',
	'api/errors.ts',
	'api/isoTime.ts',
	'api/errorBody.ts',
	'api/errorDump.ts',
	'api/json.ts',
	'api/policy.ts',
	'services/rawVideo.ts',
	'api/redirects.ts',
	'api/retryPolicy.ts',
	'api/serverClock.ts',
	'services/status.ts',
	'api/timer.ts',
	'[^/]+/[^/]+\\.pure\\.ts',
];

/** What n8n brings along at run time; a package found only in our devDependencies would be missing there. */
const broughtByN8n = require('./scripts/brought-by-n8n.json');

const shipped = '^(nodes|credentials)/';
const entry = '\\.(node|credentials)\\.ts$';
const nodeClass = '^nodes/[^/]+/[^/]+\\.node\\.ts$';
const folder = (names) => `^nodes/[^/]+/(${names.join('|')})/`;
const typeOnly = ['type-only', 'type-import'];
const pure = `^nodes/[^/]+/(${pureFiles.map((path) => path.replace(/(?<!\\)\.ts$/, '\\.ts')).join('|')})$`;
const npmPackage = (names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;

const directionRules = Object.entries(direction).map(([name, below]) => ({
	name: `${name}-import-downwards`,
	comment: `${name}/ imports from ${[name, ...below].map((other) => `${other}/`).join(', ')} and nothing else in nodes/.`,
	severity: 'error',
	from: { path: folder([name]) },
	to: { path: shipped, pathNot: folder([name, ...below, ...(typesOf[name] ?? [])]) },
}));

const typeRules = Object.entries(typesOf).map(([name, known]) => ({
	name: `${name}-know-types-only`,
	comment: `${name}/ may import the types of ${known.map((other) => `${other}/`).join(', ')}, but no code.`,
	severity: 'error',
	from: { path: folder([name]) },
	to: { path: folder(known), dependencyTypesNot: typeOnly },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...directionRules,
		...typeRules,
		{
			name: 'every-folder-has-its-place',
			comment: 'A folder that is missing from the table of directions would escape it.',
			severity: 'error',
			from: {},
			to: {
				path: '^nodes/[^/]+/[^/]+/',
				pathNot: `${folder(Object.keys(direction))}|\\.(svg|json)$`,
			},
		},
		{
			name: 'nothing-imports-a-node-class',
			comment: 'Node classes are the top: only n8n and the tests load them.',
			severity: 'error',
			from: { path: shipped },
			to: { path: nodeClass },
		},
		{
			name: 'operations-stand-side-by-side',
			comment: 'What two operations share belongs below them. Only the index knows them all.',
			severity: 'error',
			from: { path: folder(['operations']), pathNot: '/operations/index\\.ts$' },
			to: { path: '/operations/([^/]+\\.operation|index)\\.ts$' },
		},
		{
			name: 'pure-files-stay-pure',
			comment: 'A pure file imports types, zod, node:crypto and other pure files.',
			severity: 'error',
			from: { path: pure },
			to: {
				pathNot: [pure, npmPackage(['zod']), '^(node:)?crypto$'],
				dependencyTypesNot: typeOnly,
			},
		},
		{
			name: 'shipped-code-needs-only-n8n',
			comment:
				'n8n installs the package without any dependency of its own: at run time only these exist.',
			severity: 'error',
			from: { path: shipped },
			to: {
				pathNot: [shipped, npmPackage(broughtByN8n), `^(${broughtByN8n.join('|')})$`],
				dependencyTypesNot: typeOnly,
			},
		},
		{
			name: 'shipped-code-knows-no-development-code',
			severity: 'error',
			from: { path: shipped },
			to: { path: '^(simulator|demo|bench|test|scripts|n8n|examples|docs)/' },
		},
		{
			name: 'simulator-shares-no-code',
			comment: 'A mistake in the nodes must not hide behind the same mistake in the simulator.',
			severity: 'error',
			from: { path: '^simulator/' },
			to: { path: shipped },
		},
		{
			name: 'no-cycles',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'nothing-lies-idle',
			comment: 'A shipped file that no node class and no credential reaches is dead weight.',
			severity: 'error',
			from: { path: entry },
			to: { path: '^(nodes|credentials)/.+\\.ts$', pathNot: entry, reachable: false },
		},
		{
			name: 'no-unresolved',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		doNotFollow: { path: ['node_modules', '^dist/'] },
		exclude: { path: ['^(dist|coverage|\\.cache)/'] },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['require', 'node', 'default', 'types'],
			mainFields: ['main', 'types'],
		},
	},
};
