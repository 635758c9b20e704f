import assert from 'node:assert/strict';
import { z } from 'zod';
import type { SuiteCase } from './case';
import { deliver } from './delivery';
import { sendForm } from './examples-form';
import { webhookIdOf } from './examples-import';
import { withStandIns } from './examples-stage';
import { assertStored } from './examples-store';
import { dropTable, readTable } from './examples-tables';
import { listRendered, renderAtSimulator } from './media';
import { findEndpoint, goodDelivery, readSecret, waitForRuns } from './trigger-workflow';

const file = 'finished-video-finds-its-post.json';
const table = 'sora posts';
const rowSchema = z.object({ videoId: z.string(), postId: z.number(), status: z.string() });

export const finishedVideoCase: SuiteCase = {
	name: `example ${file}: every post gets its own clip, once`,
	limitSeconds: 240,
	run: async (stage) => {
		await withStandIns(stage, { renderMs: 4_000 }, async (own) => {
			const { store, wordPress } = own;
			await dropTable(own, table);
			const example = await own.importExample(file, {
				settings: { bucket: 'blog', publicAddress: `${store.origin}/blog` },
			});
			const { id, workflow } = example;
			await own.activate(example);
			const webhookId = webhookIdOf(workflow, 'Video has ended');
			const runs = { id, name: workflow.name, webhookId };

			const ask = async (postId: number, prompt: string) =>
				await sendForm(own, workflow, 'Post wants a video', [
					String(postId),
					prompt,
					'A <caption>',
				]);
			const lake = wordPress.addDraft('The lake', 'Text about the lake.');
			const wood = wordPress.addDraft('The wood', 'Text about the wood.');
			const bog = wordPress.addDraft('The bog', 'Text about the bog.');
			await Promise.all([
				ask(lake, 'a lake'),
				ask(wood, 'a wood, rendered for longer [6s]'),
				ask(bog, 'a bog, never to be seen [fail]'),
			]);
			await renderAtSimulator(own, 'a video of somebody else');
			// Three forms, and a run for each video, the foreign and the failed one among them.
			for (const { status, run } of await waitForRuns(own, runs, 7)) {
				assert.equal(status, 'success', run.resultData.error?.message);
			}

			const rows = await readTable(own, table, rowSchema);
			const clips = rows.filter(({ status }) => status === 'posted');
			assert.deepEqual(clips.map(({ postId }) => postId).sort(), [lake, wood]);
			await assertStored(
				own,
				clips.map(({ videoId }) => ({ id: videoId, key: `blog/posts/${videoId}.mp4` })),
			);
			for (const { videoId, postId } of clips) {
				const { content = '', status, updates } = wordPress.posts.get(postId) ?? {};
				assert.equal(status, 'publish');
				assert.equal(updates, 1);
				assert.match(content, /^Text about the (lake|wood)\./);
				assert.match(content, /A &lt;caption> \(Made with AI\)/);
				const address = /src="([^"]+)"/.exec(content)?.[1];
				assert.equal(address, `${store.origin}/blog/posts/${videoId}.mp4`);
				const [video] = (await listRendered(own, '')).filter((one) => one.id === videoId);
				assert.ok(video?.prompt.includes(postId === lake ? 'a lake' : 'a wood'));
			}
			assert.equal(wordPress.posts.get(bog)?.updates, 0);
			assert.equal(rows.find(({ postId }) => postId === bog)?.status, 'failed');

			// The server reports the same video a second time, by a delivery of its own.
			const { url } = await findEndpoint(own, runs);
			const again = goodDelivery(url, await readSecret(own, runs), clips[0]?.videoId ?? '');
			assert.equal(await deliver(again), 200);
			await waitForRuns(own, runs, 8);
			const updates = [...wordPress.posts.values()].map((post) => post.updates);
			assert.deepEqual(updates, [1, 1, 0]);
			assert.equal((await listRendered(own, '')).length, 4);
		});
	},
};
