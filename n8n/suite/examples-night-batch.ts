import assert from 'node:assert/strict';
import { z } from 'zod';
import type { SuiteCase } from './case';
import { everySeconds } from './examples-import';
import { type ExampleStage, withStandIns } from './examples-stage';
import { assertStored } from './examples-store';
import { dropTable, readTable } from './examples-tables';
import { listRendered } from './media';
import { waitFor } from './wait';

const file = 'night-batch.json';
const table = 'sora night batch';
const phaseLimitMs = 120_000;

const rowSchema = z.object({
	batch: z.string(),
	name: z.string(),
	prompt: z.string(),
	status: z.string(),
	videoId: z.string(),
	detail: z.string(),
});

/** The night's list; `cutOff` and `slow` are caught in the middle of a step when n8n is killed. */
const clips = ['one', 'two', 'cutOff', 'four', 'slow', 'six', 'seven', 'forbidden [policy]'].map(
	(name) => ({ name, prompt: `night clip ${name}\nwith a second line` }),
);

async function killN8n({ server, client, owner }: ExampleStage): Promise<void> {
	await server.kill();
	await server.start();
	await client.logIn(owner);
}

async function waitForStatuses(own: ExampleStage, wanted: string[]): Promise<void> {
	await waitFor(`table with ${wanted.join(' or ')} only`, phaseLimitMs, async () => {
		const rows = await readTable(own, table, rowSchema);
		return rows.every(({ status }) => wanted.includes(status)) || undefined;
	});
}

export const nightBatchCase: SuiteCase = {
	name: `example ${file}: n8n is killed twice; every clip arrives once, none is rendered twice`,
	limitSeconds: 600,
	run: async (stage) => {
		await withStandIns(stage, { renderMs: 3_000 }, async (own) => {
			const { simulator, store } = own;
			await dropTable(own, table);
			const example = await own.importExample(file, {
				settings: { bucket: 'night', startsPerMinute: 3, patienceMinutes: 0.2 },
				parameters: {
					'Every minute': everySeconds(2),
					'Clips of tonight': { jsonOutput: JSON.stringify({ clips }) },
				},
			});
			// Taken by the server, while n8n never hears its answer.
			const unanswered = simulator.order({
				match: { path: 'create', prompt: /cutOff/ },
				fault: { kind: 'hang', when: 'after' },
			});
			const slowFile = simulator.order({
				match: { path: 'content', prompt: /slow/ },
				fault: { kind: 'trickle', bytesPerSecond: 500 },
			});
			await own.run(example, 'Every evening');
			await own.run(example, 'Every evening');
			assert.equal((await readTable(own, table, rowSchema)).length, clips.length);

			await own.activate(example);
			await waitFor('clip cut off while it is started', phaseLimitMs, () =>
				unanswered.hits > 0 ? true : undefined,
			);
			await killN8n(own);
			await waitFor('clip cut off while it is saved', phaseLimitMs, () =>
				slowFile.hits > 0 ? true : undefined,
			);
			await killN8n(own);
			await waitForStatuses(own, ['saved', 'failed']);

			const rows = await readTable(own, table, rowSchema);
			const saved = rows.filter(({ status }) => status === 'saved');
			assert.equal(saved.length, clips.length - 1);
			await assertStored(
				own,
				saved.map(({ batch, name, videoId }) => ({
					id: videoId,
					key: `night/${batch}/${name}-${videoId}.mp4`,
				})),
			);
			const rendered = await listRendered(own, 'night clip');
			assert.equal(rendered.length, clips.length, 'a clip was rendered twice');
			for (const { name, videoId } of rows) {
				const video = rendered.find(({ id }) => id === videoId);
				assert.ok(video?.prompt.includes(`night clip ${name}`), `${name} has another clip`);
			}
			const failed = rows.find(({ status }) => status === 'failed');
			assert.match(failed?.name ?? '', /policy/);
			assert.notEqual(failed?.detail, '');
			assert.equal(store.objects.size, clips.length - 1);
		});
	},
};
