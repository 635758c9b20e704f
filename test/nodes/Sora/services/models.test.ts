import { listModels, videoModelsFirst } from '../../../../nodes/Sora/services/models';
import { json } from '../../../support/answers';
import { useLoopback } from '../../../support/loopback';
import { openAt } from '../openAt';

const loopback = useLoopback();

it('video models come first, and no other is hidden', () => {
	expect(
		videoModelsFirst(['gpt-5', 'sora-2', 'whisper-1', 'veo-3.1', 'Wan-AI/Wan2.2-T2V-A14B']),
	).toEqual(['sora-2', 'veo-3.1', 'Wan-AI/Wan2.2-T2V-A14B', 'gpt-5', 'whisper-1']);
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

	expect(await listModels((await openAt(server.origin)).server)).toEqual(expected);
	expect(server.lines).toEqual(['GET /v1/models']);
});
