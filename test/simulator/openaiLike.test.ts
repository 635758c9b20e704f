import { type DialectName } from '../../simulator';
import { at, closeLabs, idOf, openLab, png, type SendOptions } from './client';

afterEach(closeLabs);

const fields = { prompt: 'a', model: 'sora-2', seconds: '4' };

it.each<{ dialect: DialectName; name: string; sent: SendOptions; status: number }>([
	{
		dialect: 'poe',
		name: 'text seconds in JSON',
		sent: { json: { ...fields, model: 'Sora-2' } },
		status: 400,
	},
	{ dialect: 'poe', name: 'a form', sent: { form: { ...fields, model: 'Sora-2' } }, status: 200 },
	{
		dialect: 'merge',
		name: 'a form',
		sent: { form: { ...fields, input_reference: png(9, 9) } },
		status: 400,
	},
	{
		dialect: 'merge',
		name: 'pixels',
		sent: { json: { prompt: 'a', model: 'openai/sora-2', size: '1280x720' } },
		status: 400,
	},
	{
		dialect: 'merge',
		name: 'a size by name',
		sent: { json: { prompt: 'a', model: 'openai/sora-2', size: '768P' } },
		status: 202,
	},
	{ dialect: 'cometapi', name: 'JSON', sent: { json: fields }, status: 400 },
	{ dialect: 'cometapi', name: 'a form', sent: { form: fields }, status: 200 },
])('$dialect answers a create with $name with $status', async ({ dialect, sent, status }) => {
	const lab = await openLab({ dialect });
	expect((await lab.send('POST', '/videos', sent)).status).toBe(status);
});

it.each<{ method: string; path: string }>([
	{ method: 'GET', path: '/videos' },
	{ method: 'DELETE', path: '/videos/x' },
])('poe has no $method $path', async ({ method, path }) => {
	const lab = await openLab({ dialect: 'poe' });
	expect((await lab.send(method, path)).status).toBe(405);
});

it('merge tells the cost of a completed video', async () => {
	const lab = await openLab({ dialect: 'merge' });
	const id = idOf(await lab.create({ prompt: 'a', model: 'openai/sora-2', seconds: 4 }));
	lab.forward(10_000);
	expect((await lab.send('GET', `/videos/${id}`)).json).toMatchObject({
		cost: 0.4,
		seconds: 4,
	});
});

it('cometapi wraps the video of a status and says its state in capitals', async () => {
	const lab = await openLab({ dialect: 'cometapi' });
	const { json } = await lab.send('POST', '/videos', { form: fields });
	expect(json.status).toBe('QUEUED');
	lab.forward(10_000);
	const path = `/videos/${idOf(json)}`;
	expect(at((await lab.send('GET', path)).json, 'data', 'status')).toBe('COMPLETED');
	lab.simulator.order({
		match: { path: 'status' },
		fault: { kind: 'statusWord', word: 'SUCCESS' },
	});
	expect(at((await lab.send('GET', path)).json, 'data', 'status')).toBe('SUCCESS');
});
