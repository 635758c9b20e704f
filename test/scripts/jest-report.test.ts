import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readJestTally } from '../../scripts/jest-report';

const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-sora-report-'));

afterAll(() => rmSync(folder, { recursive: true }));

const sound = { numPassedTests: 12, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

const rows = [
	{
		name: 'every test passed',
		report: sound,
		succeeded: true,
		expected: { passed: 12, failed: 0 },
	},
	{
		name: 'failed tests are counted',
		report: { ...sound, numFailedTests: 3 },
		succeeded: false,
		expected: { passed: 12, failed: 3 },
	},
	{
		name: 'a test file that could not run is a failure',
		report: { ...sound, numRuntimeErrorTestSuites: 1 },
		succeeded: false,
		expected: { passed: 12, failed: 1 },
	},
	{
		name: 'a run that fails by its coverage alone is a failure',
		report: sound,
		succeeded: false,
		expected: { passed: 12, failed: 1 },
	},
];

it.each(rows)('$name', async ({ name, report, succeeded, expected }) => {
	const file = path.join(folder, `${name}.json`);
	writeFileSync(file, JSON.stringify(report));

	expect(await readJestTally(file, succeeded)).toEqual(expected);
});

it('a crash before the report is a failure', async () => {
	expect(await readJestTally(path.join(folder, 'missing.json'), false)).toEqual({
		passed: 0,
		failed: 1,
	});
});
