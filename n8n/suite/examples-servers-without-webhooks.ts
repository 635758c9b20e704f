import assert from 'node:assert/strict';
import type { SuiteCase } from './case';
import { type ExampleStage, withStandIns } from './examples-stage';
import { assertStored } from './examples-store';
import { renderAtSimulator, startAtSimulator, type ServerVideo } from './media';

async function assertClips(stage: ExampleStage, videos: ServerVideo[]): Promise<void> {
	const clips = videos.map(({ id }) => ({ id, key: `clips-bucket/clips/${id}.mp4` }));
	await assertStored(stage, clips);
}

export const serversWithoutWebhooksCase: SuiteCase = {
	name: 'example servers-without-webhooks.json: each finished clip is fetched once',
	limitSeconds: 150,
	run: async (stage) => {
		await withStandIns(stage, { renderMs: 500 }, async (own) => {
			const example = await own.importExample('servers-without-webhooks.json', {
				settings: { bucket: 'clips-bucket', messageAddress: `${own.receiver.origin}/team` },
			});
			const first = await renderAtSimulator(own, 'the first clip');
			const second = await renderAtSimulator(own, 'the second clip');
			await startAtSimulator(own, 'not finished [never]');
			const trigger = 'Every five minutes';
			await own.run(example, trigger);
			await assertClips(own, [first, second]);

			await own.run(example, trigger);
			await assertClips(own, [first, second]);

			const third = await renderAtSimulator(own, 'the third clip');
			const gone = await renderAtSimulator(own, 'its file has gone [expired]');
			await own.run(example, trigger);
			await assertClips(own, [first, second, third]);
			const [message, ...more] = own.receiver.calls;
			assert.ok(message?.body.toString().includes(gone.id), 'nobody was told of the lost clip');
			assert.equal(more.length, 0);
		});
	},
};
