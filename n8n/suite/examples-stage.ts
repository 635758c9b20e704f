import assert from 'node:assert/strict';
import { startSimulator } from '../../simulator';
import type { SimulatorOptions } from '../../simulator/options';
import type { EndedExecution } from '../rest';
import type { Stage } from '../stage';
import { type ObjectStore, startObjectStore } from '../stand-ins/object-store';
import { type Receiver, startReceiver } from '../stand-ins/receiver';
import { startWordPress, type WordPress } from '../stand-ins/wordpress';
import { type Changes, type ExampleFile, readExample } from './examples-import';

/** The header by which the CMS and n8n know each other. */
export const cmsHeader = { name: 'x-cms-key', value: 'stand-in-cms-key' };

const runLimitMs = 90_000;
/** Another file for every clip, made up while it is sent: encoding films is not what is tried here. */
const clipBytes = 400_000;

/** An example in n8n. */
export interface ImportedExample {
	id: string;
	workflow: ExampleFile;
}

/**
 * A stage for one example: a server of its own for videos, and a stand-in for each service. The
 * credentials have the names that the examples use, so that n8n finds them as a user's n8n does.
 */
export interface ExampleStage extends Stage {
	store: ObjectStore;
	wordPress: WordPress;
	receiver: Receiver;
	importExample: (file: string, changes?: Changes) => Promise<ImportedExample>;
	/** Switches a workflow on until the case ends. */
	activate: (example: ImportedExample) => Promise<void>;
	/** Starts an example by hand and waits until it has ended well. */
	run: (example: ImportedExample, trigger: string) => Promise<EndedExecution>;
}

function assertSuccess({ status, run }: EndedExecution): void {
	const { message, description } = run.resultData.error ?? {};
	assert.equal(status, 'success', [message, description].filter(Boolean).join(' | '));
}

async function storeCredentials(
	{ client }: Stage,
	data: Record<string, { type: string; data: Record<string, unknown> }>,
): Promise<() => Promise<void>> {
	const ids: string[] = [];
	for (const [name, credential] of Object.entries(data)) {
		ids.push((await client.createCredential({ name, ...credential })).id);
	}
	return async () => {
		for (const id of ids) await client.session.send('DELETE', `/rest/credentials/${id}`);
	};
}

/** Runs a case beside stand-ins; afterwards its workflows are off and its credentials gone. */
export async function withStandIns(
	stage: Stage,
	options: SimulatorOptions,
	work: (stage: ExampleStage) => Promise<void>,
): Promise<void> {
	const { client } = stage;
	const closers: (() => Promise<void>)[] = [];
	const closeLater = <Server extends { close: () => Promise<void> }>(server: Server) => {
		closers.unshift(async () => await server.close());
		return server;
	};
	try {
		const simulator = closeLater(await startSimulator({ media: { bytes: clipBytes }, ...options }));
		const store = closeLater(await startObjectStore());
		const wordPress = closeLater(await startWordPress());
		const receiver = closeLater(await startReceiver());
		const { baseUrl, apiKey } = simulator;
		const sora = { service: 'other', baseUrl, apiKey, authentication: 'bearer' };
		closers.unshift(
			await storeCredentials(stage, {
				'Sora API': { type: 'soraApi', data: sora },
				S3: { type: 's3', data: store.credential },
				WordPress: { type: 'wordpressApi', data: { ...wordPress.credential } },
				CMS: { type: 'httpHeaderAuth', data: cmsHeader },
			}),
		);
		await work({
			...stage,
			simulator,
			store,
			wordPress,
			receiver,
			importExample: async (file, changes) => {
				const workflow = await readExample(file, changes);
				return { id: (await client.createWorkflow(workflow)).id, workflow };
			},
			activate: async ({ id }) => {
				closers.unshift(async () => await client.deactivate(id));
				const { status, triggers } = await client.activate(id);
				const problems = triggers.map(({ errorMessage }) => errorMessage).join(' | ');
				assert.equal(status, 'published', problems);
			},
			run: async ({ id }, trigger) => {
				const executionId = await client.run(id, trigger);
				const ended = await client.waitForExecution(executionId, runLimitMs);
				assertSuccess(ended);
				return ended;
			},
		});
	} finally {
		for (const close of closers) await close();
	}
}
