import path from 'node:path';

import { packRules, type PackRule } from './pack-rules';
import { withPackedPackage, type PackedPackage } from './packed-package';

async function checkPack(): Promise<void> {
	await withPackedPackage(path.resolve(__dirname, '..'), async (packed) => {
		const results = packRules.map((rule) => ({ ...rule, problems: listProblems(rule, packed) }));
		for (const { name, problems } of results) {
			console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
			for (const problem of problems) console.log(`    ${problem}`);
		}
		console.log(
			`${packed.files.length} files, ${packed.tarballBytes} bytes packed, ${packed.unpackedBytes} unpacked`,
		);
		if (results.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
	});
}

/** A rule that cannot be tried, say because a built file does not load, is broken as well. */
function listProblems(rule: PackRule, packed: PackedPackage): string[] {
	try {
		return rule.findProblems(packed);
	} catch (error) {
		return [error instanceof Error ? error.message : String(error)];
	}
}

checkPack().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
