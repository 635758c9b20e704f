import path from 'node:path';

import execa from 'execa';

const root = path.resolve(__dirname, '../..');

it('ends with one sentence and a non-zero code when it can’t begin', async () => {
	const { exitCode, stderr } = await execa.node(
		require.resolve('tsx/cli'),
		[path.join(root, 'demo', 'run.ts')],
		{ env: { SORA_BASE_URL: 'not an address' }, reject: false },
	);

	expect(stderr.trim()).toBe(
		'SORA_BASE_URL is no web address: not an address. It looks like http://localhost:8091/v1.',
	);
	expect(exitCode).toBe(1);
});
