import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import execa from 'execa';
import { z } from 'zod';
import { n8nVersion } from '../n8n/install';
import { nodeBinary } from '../n8n/node-runtime';
import { imagesFolder, repoFolder } from '../n8n/paths';
import { raiseStage, type Stage } from '../n8n/stage';
import { measureLoad } from './render/batch';
import type { Results } from './render/figures';
import { type Order, type PartName, type Plan, readCommandLine, usage } from './render/plan';
import { buildPanels, drawPlot } from './render/plot';
import { buildTables, type Setting, writeReport } from './render/report';
import { measureSideBySide } from './render/side-by-side';
import { measureTransfer } from './render/transfer';
import { writeReportFile } from './write-report';

const reportFile = path.join(repoFolder, 'bench', 'RESULTS.md');
const plotFile = path.join(imagesFolder, 'bench.svg');

const versionSchema = z.object({ version: z.string() });

const parts: Record<PartName, (stage: Stage, plan: Plan) => Promise<Results>> = {
	'side-by-side': async (stage, { sideBySide }) => ({
		sideBySide: await measureSideBySide(stage, sideBySide),
	}),
	load: async (stage, { load }) => ({ load: await measureLoad(stage, load) }),
	transfer: async (stage, { transfer }) => ({
		transfer: await measureTransfer(stage, transfer),
	}),
};

/** Prints the tables of all parts that have run. */
function printTables(results: Results): void {
	for (const { title, head, rows } of buildTables(results)) {
		const table = new Table({ head, style: { head: [], border: [] } });
		table.push(...rows);
		console.log(`\n${title}\n${table.toString()}`);
	}
}

async function measure({ parts: names, plan }: Order): Promise<Results> {
	const stage = await raiseStage({ media: 'tiny' });
	const results: Results = {};
	try {
		for (const name of names) {
			const found = await parts[name](stage, plan);
			// At once, so that a later failure does not take minutes of measuring with it.
			printTables(found);
			Object.assign(results, found);
		}
		return results;
	} finally {
		await stage.close();
	}
}

async function describeSetting(): Promise<Setting> {
	const packageFile = await readFile(path.join(repoFolder, 'package.json'), 'utf8');
	const { stdout } = await execa(nodeBinary(), ['--version']);
	return {
		date: new Date(),
		n8nVersion,
		nodeVersion: stdout.replace(/^v/, ''),
		packageVersion: versionSchema.parse(JSON.parse(packageFile)).version,
		platform: `${process.platform} ${process.arch}`,
		cores: availableParallelism(),
	};
}

/** Writes the report and its plot where the repository keeps them; gives their paths. */
async function keepResults(results: Results): Promise<string[]> {
	await writeReportFile(reportFile, writeReport(await describeSetting(), results));
	await writeFile(plotFile, drawPlot(buildPanels(results)));
	return [reportFile, plotFile];
}

async function main(): Promise<void> {
	const order = readCommandLine(process.argv.slice(2));
	if (order === 'help') {
		console.log(usage);
		return;
	}
	const results = await measure(order);
	if (!order.complete) return;
	const files = await keepResults(results);
	console.log(`\nWritten: ${files.join(', ')}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
