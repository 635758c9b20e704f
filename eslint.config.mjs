import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import prettier from 'eslint-config-prettier';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const shippedCode = ['nodes/**/*.ts', 'credentials/**/*.ts'];

const globalsOfNode = Object.fromEntries(
	Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
);

/** One of n8n's older rule sets, kept to the files it was written for. */
const nodesBaseSet = (files, set) => ({
	files,
	plugins: { 'n8n-nodes-base': nodesBase },
	rules: nodesBase.configs[set].rules,
});

export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', '.cache/', 'demo/out/'] },

	{ linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
	{
		// n8n's scanner ignores inline comments, so one in shipped code would only put off its refusal.
		files: shippedCode,
		linterOptions: { noInlineConfig: true },
	},

	{
		files: ['**/*.{js,cjs,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: { globals: globalsOfNode },
	},
	{
		files: ['**/*.{js,cjs}'],
		languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly' } },
	},
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
	},
	{
		files: shippedCode,
		extends: [tseslint.configs.strictTypeChecked],
		rules: {
			'no-console': 'error',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// Spreading a string counts characters as a reader does, which a prompt's limit asks for.
			'@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
		},
	},
	{
		files: ['**/*.ts'],
		rules: {
			eqeqeq: 'error',
			'@typescript-eslint/ban-ts-comment': [
				'error',
				{ 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': true },
			],
			// `import('stream').Readable` as a type stays: n8n's rules leave no other way to name a stream.
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			// n8n's interfaces ask for promises, and an async body turns every throw into a rejection.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			// Tests take small clients and clocks apart; a lost `this` fails such a test at once.
			'@typescript-eslint/unbound-method': 'off',
			'no-restricted-syntax': [
				'error',
				{
					selector: "MemberExpression[object.name=/^(it|test|describe)$/][property.name='only']",
					message: 'A focused test switches off all the others.',
				},
			],
		},
	},

	{ ...n8nCommunityNodesPlugin.configs.recommended, files: [...shippedCode, 'package.json'] },
	nodesBaseSet(['package.json'], 'community'),
	nodesBaseSet(['nodes/**/*.ts'], 'nodes'),
	nodesBaseSet(['credentials/**/*.ts'], 'credentials'),
	{
		// Two rules of one set contradict each other: `…-not-http-url` wants an address, this one wants it
		// in camel case. n8n's own tool switches this one off as well.
		files: ['credentials/**/*.ts'],
		rules: { 'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off' },
	},
	{
		files: ['package.json'],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},

	prettier,
);
