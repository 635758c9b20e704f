import { z } from 'zod';

import type { RunResult, WorkflowJson } from '../../support/engine';
import { itemErrorSchema, runContextSchema } from '../../support/failureShapes';
import {
	promptItems,
	workflowFor,
	type NodeChanges,
	type Stage,
	type StageOptions,
} from '../stage';
import { clipBytes, intactClips, itemOf } from './clips';
import type { FaultRow } from './row';
import type { Seen, SeenError } from './seen';

const defaultPrompts = ['[10s] a paper boat', '[12s] a lighthouse', '[14s] a harbour at night'];
/** Longer than any search for a lost render looks back. */
const sinceEarlierMs = 60_000;

const failureModes: Record<NonNullable<FaultRow['onFailure']>, NodeChanges> = {
	errorOutput: { onError: 'continueErrorOutput' },
	stop: {},
	retryOnFail: { retryOnFail: true, maxTries: 3, waitBetweenTries: 5_000 },
	retryExecution: {},
};

const optionsSchema = z.object({
	versions: z.number().default(1),
	reuseWithinHours: z.number().default(0),
});
const runErrorSchema = z.object({
	message: z.string(),
	description: z.string().nullish(),
	context: runContextSchema,
});

/** Runs a row in the engine, by a clock that is moved, and tells what came of it. */
export async function playRow(
	open: (options: StageOptions) => Promise<Stage>,
	row: FaultRow,
): Promise<Seen> {
	const { prompts = defaultPrompts, earlier = [], orders = [] } = row;
	const { versions, reuseWithinHours } = optionsSchema.parse(row.options ?? {});
	const stage = await open({ simulator: { media: { bytes: clipBytes }, ...row.server } });
	const { simulator, engine, clock } = stage;
	const workflow = await workflowOf(row);
	if (earlier.length > 0) await playEarlier(stage, workflow, earlier);
	for (const order of orders) simulator.order(order);
	const before = { videos: simulator.videos.length, requests: stage.sent().length };
	const startedMs = clock.now();

	const result = await playToTheEnd(stage, workflow, prompts, row.onFailure);

	const seconds = (clock.now() - startedMs) / 1_000;
	const videos = simulator.videos.slice(before.videos);
	const sent = stage.sent().slice(before.requests);
	const items = result.items('Sora');
	const delivered = await intactClips(engine, items, videos, prompts, reuseWithinHours > 0);
	const errors = errorsOf(result);
	const told = JSON.stringify(errors);
	return {
		wanted: prompts.length * versions,
		paid: videos.length,
		clips: delivered.length,
		broken: items.length - delivered.length,
		errors,
		unnamed: videos.filter(
			({ id, status }) => status !== 'failed' && !delivered.includes(id) && !told.includes(id),
		).length,
		looks: sent.filter(({ route }) => route === 'status' || route === 'list').length,
		requests: sent.length,
		seconds,
	};
}

async function workflowOf({
	limits = {},
	options = {},
	onFailure = 'errorOutput',
}: FaultRow): Promise<WorkflowJson> {
	return await workflowFor('create', {
		...failureModes[onFailure],
		parameters: { limits, options },
	});
}

async function playEarlier(
	stage: Stage,
	workflow: WorkflowJson,
	prompts: readonly string[],
): Promise<void> {
	await stage.play(workflow, { items: promptItems(...prompts) });
	await stage.settle(new Promise((resolve) => setTimeout(resolve, sinceEarlierMs)));
}

async function playToTheEnd(
	{ engine, play, settle }: Stage,
	workflow: WorkflowJson,
	prompts: readonly string[],
	onFailure: FaultRow['onFailure'],
): Promise<RunResult> {
	const result = await play(workflow, { items: promptItems(...prompts) });
	if (onFailure !== 'retryExecution' || !result.error) return result;
	return await settle(engine.retry(workflow, result).promise);
}

function errorsOf(result: RunResult): SeenError[] {
	if (result.error) {
		const { message, description, context } = runErrorSchema.parse(result.error);
		const { itemIndex: item, kind, videoId } = context;
		return [{ item, kind, message, advice: description ?? '', videoId }];
	}
	return result.items('Sora', 1).map((item) => {
		const { message, description, kind, videoId } = itemErrorSchema.parse(item.json.error);
		return { item: itemOf(item), kind, message, advice: description, videoId };
	});
}
