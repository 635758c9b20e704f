import assert from 'node:assert/strict';
import { z } from 'zod';
import type { SuiteCase } from './case';
import { sendForm } from './examples-form';
import { type ExampleStage, type ImportedExample, withStandIns } from './examples-stage';
import { hashAtSimulator, listRendered, sha256 } from './media';
import { waitFor } from './wait';

const file = 'preview-first.json';
const runLimitMs = 60_000;

const questionSchema = z.object({
	preview: z.string().url(),
	final: z.string().url(),
	extend: z.string().url(),
	drop: z.string().url(),
});
const readySchema = z.object({ film: z.string().url() });
type Decision = 'final' | 'extend' | 'drop';

/** Sends an idea, clicks one of the links of the message, and waits for the end of the run. */
async function decide(
	own: ExampleStage,
	{ id, workflow }: ImportedExample,
	prompt: string,
	decision: Decision,
): Promise<z.infer<typeof questionSchema>> {
	const before = new Set((await own.client.listExecutions(id)).map((one) => one.id));
	await sendForm(own, workflow, 'New idea', [prompt]);
	const waiting = await waitFor('run that waits for the answer', runLimitMs, async () =>
		(await own.client.listExecutions(id)).find(
			(one) => !before.has(one.id) && one.status === 'waiting',
		),
	);
	const message = own.receiver.calls.at(-1)?.body.toString() ?? '';
	assert.ok(message.includes(prompt), message);
	const question = questionSchema.parse(JSON.parse(message));
	assert.equal((await listRendered(own, prompt)).length, 1, 'rendered before anybody said yes');
	const answer = await fetch(question[decision]);
	assert.equal(answer.status, 200, await answer.text());
	const ended = await own.client.waitForExecution(waiting.id, runLimitMs);
	assert.equal(ended.status, 'success', ended.run.resultData.error?.message);
	const secondClick = await fetch(question[decision]);
	assert.ok(secondClick.status >= 400, 'the link works a second time');
	return question;
}

/** The id of the video whose file lies at a public address. */
async function assertPublic(own: ExampleStage, address: string): Promise<string> {
	const id = decodeURIComponent(/\/([^/]+)\.mp4$/.exec(address)?.[1] ?? '');
	const response = await fetch(address);
	assert.equal(response.status, 200, address);
	const bytes = Buffer.from(await response.arrayBuffer());
	assert.equal(sha256(bytes), await hashAtSimulator(own, id, 'video'));
	return id;
}

function readFilm({ receiver }: ExampleStage): string {
	return readySchema.parse(JSON.parse(receiver.calls.at(-1)?.body.toString() ?? '')).film;
}

export const previewFirstCase: SuiteCase = {
	name: `example ${file}: nothing but a preview is rendered before somebody says yes`,
	limitSeconds: 240,
	run: async (stage) => {
		await withStandIns(stage, { renderMs: 1_000 }, async (own) => {
			const { store, receiver, simulator } = own;
			const example = await own.importExample(file, {
				settings: {
					bucket: 'team',
					publicAddress: `${store.origin}/team`,
					messageAddress: `${receiver.origin}/team`,
				},
			});
			await own.activate(example);

			const { preview } = await decide(own, example, 'a kite over dunes', 'final');
			await assertPublic(own, preview);
			await assertPublic(own, readFilm(own));
			const creates = simulator.requests.filter(({ route }) => route === 'create');
			const [first, second, ...more] = creates.map(({ body }) => body);
			assert.equal(more.length, 0);
			assert.deepEqual([first?.seconds, second?.seconds].map(Number), [4, 12]);
			assert.ok(first?.seed !== undefined);
			assert.equal(first.seed, second?.seed);
			assert.equal(first.prompt, second?.prompt);

			const extended = await decide(own, example, 'a kite over cliffs', 'extend');
			const previewId = await assertPublic(own, extended.preview);
			assert.notEqual(await assertPublic(own, readFilm(own)), previewId);
			assert.equal(simulator.requests.filter(({ route }) => route === 'extend').length, 1);

			await decide(own, example, 'a kite over roofs', 'drop');
			assert.equal((await listRendered(own, 'a kite over roofs')).length, 1);
			assert.equal((await listRendered(own, '')).length, 5);
		});
	},
};
