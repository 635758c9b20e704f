import assert from 'node:assert/strict';
import { z } from 'zod';
import type { SuiteCase } from './case';
import { cmsHeader, type ExampleStage, withStandIns } from './examples-stage';
import { hashAtSimulator, listRendered, sha256 } from './media';

const acceptedSchema = z.object({
	articleId: z.string(),
	videoId: z.string(),
	status: z.enum(['queued', 'in_progress']),
});
const problemSchema = z.object({ videoStatus: z.literal('failed'), videoProblem: z.string() });

const renderLimitMs = 60_000;

async function ask({ server }: ExampleStage, body: object, key = cmsHeader.value) {
	return await fetch(`${server.baseUrl}/webhook/render-video`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', [cmsHeader.name]: key },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(30_000),
	});
}

export const cmsWebhookCase: SuiteCase = {
	name: 'example cms-webhook.json: the CMS gets 202 and the id at once, and the file later',
	limitSeconds: 180,
	run: async (stage) => {
		await withStandIns(stage, { renderMs: 5_000 }, async (own) => {
			const { receiver } = own;
			const example = await own.importExample('cms-webhook.json', {
				settings: { cmsAddress: `${receiver.origin}/api` },
			});
			await own.activate(example);

			const article = { articleId: 'spring/1', prompt: 'a meadow in spring' };
			assert.equal((await ask(own, article, 'not the key')).status, 403);
			assert.deepEqual(await listRendered(own, ''), [], 'rendered for somebody without the key');

			const answer = await ask(own, article);
			assert.equal(answer.status, 202);
			const { articleId, videoId } = acceptedSchema.parse(await answer.json());
			assert.equal(articleId, article.articleId);
			const path = '/api/articles/spring%2F1/video';
			const file = await receiver.waitForCall((call) => call.path === path, renderLimitMs);
			assert.equal(file.method, 'PUT');
			assert.equal(file.headers['content-type'], 'video/mp4');
			assert.equal(file.headers[cmsHeader.name], cmsHeader.value);
			assert.equal(sha256(file.body), await hashAtSimulator(own, videoId, 'video'));

			const failing = { articleId: 'spring-2', prompt: 'a meadow that is not rendered [fail]' };
			assert.equal((await ask(own, failing)).status, 202);
			const report = await receiver.waitForCall(({ method }) => method === 'PATCH', renderLimitMs);
			assert.equal(report.path, '/api/articles/spring-2');
			assert.notEqual(problemSchema.parse(JSON.parse(report.body.toString())).videoProblem, '');

			assert.equal((await ask(own, { articleId: 'spring-3', prompt: '' })).status, 422);
			assert.equal((await listRendered(own, '')).length, 2);
			assert.equal(receiver.calls.length, 2);
		});
	},
};
