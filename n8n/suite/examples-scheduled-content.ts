import assert from 'node:assert/strict';
import { z } from 'zod';
import type { SuiteCase } from './case';
import { withStandIns } from './examples-stage';
import { hashAtSimulator, listRendered, sha256 } from './media';

const postSchema = z.object({ caption: z.string(), videoUrl: z.string().url() });

export const scheduledContentCase: SuiteCase = {
	name: 'example scheduled-content.json: a clip is rendered, lies in public and is posted once',
	limitSeconds: 120,
	run: async (stage) => {
		await withStandIns(stage, { renderMs: 1_500 }, async (own) => {
			const { store, receiver } = own;
			const example = await own.importExample('scheduled-content.json', {
				settings: {
					bucket: 'public-clips',
					publicAddress: `${store.origin}/public-clips`,
					postAddress: `${receiver.origin}/posts`,
				},
			});
			await own.run(example, 'Every morning');
			const [video, ...more] = await listRendered(own, '');
			assert.ok(video);
			assert.equal(more.length, 0, 'more than one clip was rendered');
			const [post, ...posts] = receiver.calls;
			assert.ok(post);
			assert.equal(posts.length, 0, 'more than one post');
			const { caption, videoUrl } = postSchema.parse(JSON.parse(post.body.toString()));
			assert.match(caption, /Made with AI/);

			// As the network does: without any key.
			const fetched = await fetch(videoUrl);
			assert.equal(fetched.status, 200);
			const bytes = Buffer.from(await fetched.arrayBuffer());
			assert.equal(sha256(bytes), await hashAtSimulator(own, video.id, 'video'));
		});
	},
};
