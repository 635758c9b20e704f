import path from 'node:path';

import { z } from 'zod';

import { readWorkflow, startEngine } from '../test/support/engine';
import { listenToAnswers } from './answers';
import { DemoFailure } from './failure';
import { readMedia } from './media';
import { clearFolder, saveFiles } from './outputFiles';
import { showBars } from './progressBars';
import { showLines } from './progressLines';
import { drawTable } from './table';
import { chooseModel, withModel } from './model';
import { openVideoServer, type VideoServer } from './videoServer';
import { checkBuild, runWorkflow } from './workflowRun';

const root = path.resolve(__dirname, '..');
const workflowFile = path.join(root, 'examples', 'first-video.json');
const outputFolder = path.join(__dirname, 'out');
const nodeName = 'Render videos';

const prompts = z.array(z.object({ json: z.object({ title: z.string(), prompt: z.string() }) }));

/** Renders the prompts of the example workflow in n8n's engine, and saves what comes back. */
async function demonstrate(server: VideoServer, stop: AbortSignal): Promise<void> {
	await checkBuild(root);
	console.log(`Three prompts go through n8n's own engine to ${server.label}`);
	const file = await readWorkflow(workflowFile);
	const items = prompts.parse(Object.values(file.pinData ?? {})[0]);
	const { service, baseUrl, apiKey } = server;
	const credentials = { 'sora-api': { type: 'soraApi', data: { service, baseUrl, apiKey } } };
	await clearFolder(outputFolder);
	const engine = await startEngine({ packageRoot: root, credentials });
	const progress = (process.stdout.isTTY ? showBars : showLines)(process.stdout);
	const titles = new Map<string, string>();
	const endListening = listenToAnswers(baseUrl, (news) => {
		// Not every server repeats the prompt; its video is called by its id then.
		const title = items.find(({ json }) => json.prompt === news.prompt)?.json.title;
		if (title !== undefined) titles.set(news.id, title);
		progress.show(titles.get(news.id) ?? news.id, news);
	});
	try {
		const workflow = withModel(file, nodeName, await chooseModel(engine, file, nodeName, server));
		const output = await runWorkflow(engine, workflow, nodeName, server, stop);
		progress.stop();
		const saved = await saveFiles(engine, output, outputFolder);
		const files = [];
		for (const file of saved) files.push({ ...file, ...(await readMedia(file.path)) });
		console.log(`\n${drawTable(files, process.stdout.isTTY ? process.stdout : undefined)}`);
		console.log(`The files are in ${path.relative(process.cwd(), outputFolder)}`);
	} finally {
		progress.stop();
		endListening();
		await engine.close();
	}
}

async function main(): Promise<void> {
	const stop = new AbortController();
	process.once('SIGINT', () => stop.abort());
	process.once('SIGTERM', () => stop.abort());
	const server = await openVideoServer(process.env);
	// The node's waits hold no process open; n8n's server does so otherwise.
	const staying = setInterval(() => undefined, 60_000);
	try {
		await demonstrate(server, stop.signal);
	} finally {
		clearInterval(staying);
		await server.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof DemoFailure ? error.message : error);
	process.exitCode = 1;
});
