import { searchModels } from '../../../../nodes/Sora/listSearch/models';
import { fakeLoadOptions } from '../../../support/fakeContext';
import { mockRequests } from '../../../support/mockAgent';

const agent = mockRequests();

const answerModels = (body: unknown, status = 200) =>
	agent()
		.get('https://videos.example.com')
		.intercept({ path: '/v1/models' })
		.reply(status, JSON.stringify(body));

const models = {
	object: 'list',
	data: ['gpt-5', 'sora-2', 'whisper-1', 'Wan-AI/Wan2.2-T2V-A14B-Diffusers', 'veo-3.1'].map(
		(id) => ({
			id,
			object: 'model',
		}),
	),
};

it('offers the video models first and every other after them', async () => {
	answerModels(models);
	const { context } = fakeLoadOptions();

	const { results } = await searchModels.call(context);

	expect(results).toEqual(
		['sora-2', 'Wan-AI/Wan2.2-T2V-A14B-Diffusers', 'veo-3.1', 'gpt-5', 'whisper-1'].map((id) => ({
			name: id === 'sora-2' ? 'sora-2 · 4–20 s · 720p' : id,
			value: id,
		})),
	);
});

it.each([
	{ filter: 'WAN', found: ['Wan-AI/Wan2.2-T2V-A14B-Diffusers'] },
	{ filter: '2', found: ['sora-2', 'Wan-AI/Wan2.2-T2V-A14B-Diffusers'] },
	{ filter: 'nothing', found: [] },
])('finds "$filter"', async ({ filter, found }) => {
	answerModels(models);

	const { results } = await searchModels.call(fakeLoadOptions().context, filter);

	expect(results.map(({ value }) => value)).toEqual(found);
});

it('a server without a list of models says so', async () => {
	answerModels({ detail: 'Not Found' }, 404);

	await expect(searchModels.call(fakeLoadOptions().context)).rejects.toThrow(/cannot list models/);
});

it('a wrong key is said to be wrong, without showing it', async () => {
	answerModels({ error: { message: 'Incorrect API key provided: sk-test-key.' } }, 401);

	const search = searchModels.call(fakeLoadOptions().context);

	await expect(search).rejects.toMatchObject({
		kind: 'auth',
		message: expect.not.stringContaining('sk-test-key') as unknown,
	});
});
