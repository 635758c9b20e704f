import { reasonAgainst } from '../../../../nodes/Sora/services/abilities';
import { gemini } from '../../../../nodes/Sora/services/gemini';
import { openAi } from '../../../../nodes/Sora/services/openAi';
import { openRouter } from '../../../../nodes/Sora/services/openRouter';
import { together } from '../../../../nodes/Sora/services/together';
import { xai } from '../../../../nodes/Sora/services/xai';
import { json } from '../../../support/answers';
import { deleteVideo, listVideos } from '../../../../nodes/Sora/services/videos';
import { useLab } from '../lab';
import { picture, wishFor } from './wishes';

const lab = useLab();
const source = { videoId: 'v1' };
const film = 'upload' in picture ? { upload: picture.upload } : source;

describe('a request that a service cannot take on is refused before it is sent:', () => {
	it.each([
		{
			service: xai,
			kind: 'remix',
			says: 'xAI cannot remix videos',
			instead: 'Edit, Extend or Create',
		},
		{
			service: gemini,
			kind: 'edit',
			says: 'Google Gemini cannot edit videos',
			instead: 'Extend or Create',
		},
		{
			service: together,
			kind: 'extend',
			says: 'Together AI cannot extend videos',
			instead: 'Create',
		},
	] as const)('$says', ({ service, kind, says, instead }) => {
		expect(reasonAgainst(service, wishFor({ kind, source }))).toMatchObject({
			kind: 'notSupported',
			message: says,
			details: { advice: expect.stringContaining(`operation ${instead} instead`) as string },
		});
	});

	it('an own file where a clip of the service is wanted', () => {
		expect(reasonAgainst(openRouter, wishFor({ kind: 'edit', source: film }))).toMatchObject({
			message: 'OpenRouter cannot edit an own file',
		});
	});

	it.each([
		{ service: openRouter, wish: wishFor({ kind: 'edit', source }) },
		{ service: openAi, wish: wishFor({ kind: 'remix', source }) },
		{ service: openAi, wish: wishFor({ kind: 'edit', source: film }) },
		{ service: together, wish: wishFor() },
	])('but not $wish.kind at $service.name', ({ service, wish }) => {
		expect(reasonAgainst(service, wish)).toBeUndefined();
	});
});

describe('a service without it is not asked', () => {
	const open = async (service: string) => (await lab.open({ credential: { service } })).server;

	it.each(['openRouter', 'gemini', 'xai', 'together'])('for a list: %s', async (service) => {
		await expect(listVideos(await open(service), { limit: 1 })).rejects.toMatchObject({
			kind: 'notSupported',
			message: expect.stringContaining('does not list its videos') as string,
		});
		expect(lab.home.lines).toEqual([]);
	});

	it.each(['openRouter', 'gemini', 'xai', 'together'])('to delete: %s', async (service) => {
		await expect(deleteVideo(await open(service), 'v1')).rejects.toMatchObject({
			kind: 'notSupported',
			details: { videoId: 'v1' },
		});
		expect(lab.home.lines).toEqual([]);
	});

	it('and a server of OpenAI’s style is', async () => {
		lab.home.plan(json({ data: [] }));

		await lab.run(listVideos(await open('other'), { limit: 1 }));

		expect(lab.home.lines).toEqual(['GET /v1/videos?limit=1']);
	});
});
