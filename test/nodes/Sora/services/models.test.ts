import { modelList } from '../../../../nodes/Sora/services/modelList';
import { listModels, offerOf } from '../../../../nodes/Sora/services/models';
import { json } from '../../../support/answers';
import { useLoopback } from '../../../support/loopback';
import { openAt } from '../openAt';

const loopback = useLoopback();

it('video models come first, and no other is hidden', () => {
	const ids = ['gpt-5', 'sora-2', 'whisper-1', 'veo-3.1', 'Wan-AI/Wan2.2-T2V-A14B'];

	expect(modelList.parse({ data: ids.map((id) => ({ id })) }).map(({ id }) => id)).toEqual([
		'sora-2',
		'veo-3.1',
		'Wan-AI/Wan2.2-T2V-A14B',
		'gpt-5',
		'whisper-1',
	]);
});

it('a type counts more than a name, and a bare list is one', () => {
	const entries = [
		{ id: 'wan-chat', type: 'chat' },
		{ id: 'dreamer', type: 'video' },
	];

	expect(modelList.parse(entries).map(({ id }) => id)).toEqual(['dreamer', 'wan-chat']);
});

it.each([
	{
		name: 'as OpenAI lists them',
		answer: { object: 'list', data: [{ id: 'sora-2' }, { id: 'gpt-5' }] },
		expected: ['sora-2', 'gpt-5'],
	},
	{ name: 'of an empty list', answer: { data: [] }, expected: [] },
	{ name: 'of a server that lists nothing', answer: { data: null }, expected: [] },
	{
		name: 'beside an entry without id',
		answer: { data: [{ id: 'sora-2' }, { name: 'x' }, null] },
		expected: ['sora-2'],
	},
])('models are shown $name', async ({ answer, expected }) => {
	const server = await loopback();
	server.plan(json(answer));

	const models = await listModels((await openAt(server.origin)).server);

	expect(models.map(({ id }) => id)).toEqual(expected);
	expect(server.lines).toEqual(['GET /v1/models']);
});

const openRouterModels = { data: [{ id: 'kling-3', supported_durations: [5, 10] }] };

describe('what a model offers', () => {
	it('is asked of the service that tells it, once for many items', async () => {
		const server = await loopback();
		server.plan(json(openRouterModels));
		const opened = await openAt(server.origin, { credential: { service: 'openRouter' } });

		const offers = await Promise.all(
			['kling-3', 'veo', 'kling-3'].map((id) => offerOf(opened.server, id)),
		);

		expect(offers).toEqual([
			expect.objectContaining({ seconds: [5, 10] }),
			undefined,
			expect.objectContaining({ seconds: [5, 10] }),
		]);
		expect(server.lines).toEqual(['GET /v1/videos/models']);
	});

	it('is asked again after an error, which stops nobody', async () => {
		const server = await loopback();
		server.plan(json({}, 400), json(openRouterModels));
		const { server: opened } = await openAt(server.origin, {
			credential: { service: 'openRouter' },
		});

		expect(await offerOf(opened, 'kling-3')).toBeUndefined();
		expect(await offerOf(opened, 'kling-3')).toMatchObject({ seconds: [5, 10] });
	});

	it.each([
		{ service: 'gemini', id: 'veo-3.1-generate-preview', seconds: [4, 6, 8] },
		{ service: 'openAi', id: 'sora-2', seconds: [4, 8, 12, 16, 20] },
	])('is known of $id without asking', async ({ service, id, seconds }) => {
		const server = await loopback();
		const { server: opened } = await openAt(server.origin, { credential: { service } });

		expect(await offerOf(opened, id)).toMatchObject({ seconds });
		expect(await offerOf(opened, 'another')).toBeUndefined();
		expect(server.lines).toEqual([]);
	});
});

it('xAI, whose list lacks its video models, is helped out', async () => {
	const server = await loopback();
	server.plan(json({ data: [{ id: 'grok-4' }] }));
	const { server: opened } = await openAt(server.origin, { credential: { service: 'xai' } });

	expect((await listModels(opened)).map(({ id }) => id)).toEqual([
		'grok-imagine-video',
		'grok-imagine-video-1.5',
		'grok-imagine-video-1.5-lite',
	]);
});
