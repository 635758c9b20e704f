import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import execa from 'execa';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { n8nVersion } from '../../n8n/install';
import { nodeBinary } from '../../n8n/node-runtime';
import { imagesFolder, repoFolder } from '../../n8n/paths';
import type { Results } from './figures';
import { buildPanels, drawPlot } from './plot';
import { type Setting, writeReport } from './report';

const reportFile = path.join(repoFolder, 'bench', 'RESULTS.md');
const plotFile = path.join(imagesFolder, 'bench.svg');

const versionSchema = z.object({ version: z.string() });

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
export async function keepResults(results: Results): Promise<string[]> {
	const text = writeReport(await describeSetting(), results);
	const options = await resolveConfig(reportFile);
	await writeFile(reportFile, await format(text, { ...options, filepath: reportFile }));
	await writeFile(plotFile, drawPlot(buildPanels(results)));
	return [reportFile, plotFile];
}
