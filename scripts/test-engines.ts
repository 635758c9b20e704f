import execa from 'execa';

import { closeRun, sumTallies, type Tally } from './closing-line';
import { installEngine } from './test-engines/install';
import { testEngine } from './test-engines/jest';
import { engineVersions, root } from './test-engines/versions';

/** Runs the engine tests against every other engine we support; arguments go to jest. */
async function testEngines(args: string[]): Promise<Tally> {
	console.log('Building the package …');
	await execa('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' });
	const tallies: Tally[] = [];
	for (const version of engineVersions) {
		await installEngine(version);
		console.log(`Testing with n8n-core ${version.core} …`);
		const tally = await testEngine(version, args);
		console.log(`n8n-core ${version.core}: ${tally.passed} passed, ${tally.failed} failed\n`);
		tallies.push(tally);
	}
	return sumTallies(tallies);
}

testEngines(process.argv.slice(2))
	.then(closeRun)
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
