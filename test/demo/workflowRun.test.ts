import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { NodeApiError, type INode } from 'n8n-workflow';

import { checkBuild, runWorkflow } from '../../demo/workflowRun';
import { installClock, type Clock } from '../support/clock';
import type { Run, RunResult, WorkflowJson } from '../support/engine';

const file: WorkflowJson = { nodes: [], connections: {} };
const server = { deadlineMs: 60_000, advice: 'Look at SORA_BASE_URL.' };
const item = { json: { id: 'video_1' } };
const node: INode = {
	id: 'n',
	name: 'Node',
	type: 't',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

let clock: Clock;
beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

function ended(result: Partial<RunResult>): Run {
	const whole = { status: 'success', items: () => [item], ...result } as RunResult;
	return { promise: Promise.resolve(whole), cancel: () => undefined };
}

/** A run that ends only when it is cancelled, or not even then. */
function endless(obeys: boolean): Run {
	let cancel = () => undefined as void;
	const promise = new Promise<RunResult>((resolve) => {
		cancel = () => {
			if (obeys) resolve({ status: 'canceled' } as RunResult);
		};
	});
	return { promise, cancel: () => cancel() };
}

async function play(run: Run, stop = new AbortController().signal) {
	return await clock.run(runWorkflow({ run: () => run }, file, 'Render videos', server, stop));
}

it('gives the items of the last node', async () => {
	expect(await play(ended({}))).toEqual([item]);
});

it('says what the node says, what to do, and where the demo has its settings from', async () => {
	const error = new NodeApiError(node, {}, { message: 'No key', description: 'Enter one.' });

	await expect(play(ended({ status: 'error', error }))).rejects.toMatchObject({
		name: 'DemoFailure',
		message: 'No key\nEnter one.\nLook at SORA_BASE_URL.',
	});
});

it.each([
	{ obeys: true, message: 'The renders were not done within 1 min.' },
	{ obeys: false, message: 'The run was stopped, but did not end.' },
])('never waits for ever (the run heeds the stop: $obeys)', async ({ obeys, message }) => {
	await expect(play(endless(obeys))).rejects.toMatchObject({ name: 'DemoFailure', message });
});

it('stops on a signal', async () => {
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 1_000);

	await expect(play(endless(true), stop.signal)).rejects.toMatchObject({ message: 'Stopped.' });
	expect(clock.now() % 60_000).toBe(1_000);
});

it('names what is not built, and how to build it', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'demo-build-'));
	const package_ = path.resolve(__dirname, '../../package.json');
	await cp(package_, path.join(folder, 'package.json'));

	await expect(checkBuild(folder)).rejects.toThrow(/dist\/.* is missing.*npm run build/);
	await rm(folder, { recursive: true });
});
