import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { Engine, RunResult, WorkflowJson } from '../test/support/engine';
import { DemoFailure } from './failure';
import type { VideoServer } from './videoServer';

const manifest = z.object({
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

/**
 * Checks that what n8n would load is there.
 *
 * @throws DemoFailure when the package has not been built
 */
export async function checkBuild(packageRoot: string): Promise<void> {
	const file = await readFile(path.join(packageRoot, 'package.json'), 'utf8');
	const { nodes, credentials } = manifest.parse(JSON.parse(file)).n8n;
	const missing = [...nodes, ...credentials].find(
		(name) => !existsSync(path.join(packageRoot, name)),
	);
	if (missing !== undefined) {
		throw new DemoFailure(`${missing} is missing: build the package first, with npm run build.`);
	}
}

/**
 * Runs the workflow as the editor's button does, and gives the items of its last node.
 *
 * @throws DemoFailure with the node's own message, or when it is stopped or too slow
 */
export async function runWorkflow(
	engine: Pick<Engine, 'run'>,
	workflow: WorkflowJson,
	nodeName: string,
	{ deadlineMs, advice }: Pick<VideoServer, 'deadlineMs' | 'advice'>,
	stop: AbortSignal,
): Promise<INodeExecutionData[]> {
	if (stop.aborted) throw new DemoFailure('Stopped.');
	const run = engine.run(workflow);
	const timeUp = AbortSignal.timeout(deadlineMs);
	const ended = AbortSignal.any([timeUp, stop]);
	const cancel = () => run.cancel();
	ended.addEventListener('abort', cancel);
	try {
		const result = await Promise.race([run.promise, graceAfter(ended)]);
		if (stop.aborted) throw new DemoFailure('Stopped.');
		if (timeUp.aborted) {
			throw new DemoFailure(`The renders were not done within ${deadlineMs / 60_000} min.`);
		}
		if (result.status !== 'success') throw new DemoFailure(describeError(result, advice));
		return result.items(nodeName);
	} finally {
		ended.removeEventListener('abort', cancel);
	}
}

/** A stopped run that does not end by itself within so long is left alone. */
const graceMs = 5_000;

async function graceAfter(ended: AbortSignal): Promise<never> {
	return await new Promise<never>((_resolve, reject) => {
		ended.addEventListener('abort', () => {
			const late = new DemoFailure('The run was stopped, but did not end.');
			setTimeout(() => reject(late), graceMs).unref();
		});
	});
}

const described = z.object({ message: z.string(), description: z.string().nullish() });

function describeError({ error, status }: RunResult, advice: string): string {
	const { data } = described.safeParse(error);
	if (!data) return `The workflow ended as ${status}.`;
	return [data.message, data.description, advice].filter(Boolean).join('\n');
}
