import { readCommandLine } from '../../simulator/commandLine';
import { isJsonObject, type JsonObject, parseJson } from '../../simulator/http/json';
import { closeLabs, type Lab, openLab, textAt } from './client';

afterEach(closeLabs);

const control = (lab: Lab, method: string, path: string, json?: Parameters<Lab['send']>[2]) =>
	lab.send(method, `${new URL(lab.simulator.baseUrl).origin}/_simulator/${path}`, {
		key: null,
		...json,
	});

describe('control from another process', () => {
	it('orders faults, one or several, by name, path or prompt', async () => {
		const lab = await openLab();
		const orders: JsonObject[] = [
			{ match: { path: 'models' }, times: 'always', fault: { kind: 'html' } },
			{ match: { path: '^/v1/videos$', method: 'GET' }, fault: { kind: 'status', status: 503 } },
			{ match: { prompt: 'cursed' }, after: 1, fault: [{ kind: 'failRender' }] },
			{ delivery: 'unsigned', times: 2 },
		];
		expect((await control(lab, 'POST', 'faults', { json: orders })).json).toEqual({ ordered: 4 });
		const statuses = [];
		for (const path of ['/models', '/models', '/videos', '/videos']) {
			statuses.push((await lab.send('GET', path)).status);
		}
		expect(statuses).toEqual([502, 502, 503, 200]);
		for (const prompt of ['cursed 1', 'cursed 2']) await lab.create({ prompt });
		lab.forward(10_000);
		expect(lab.simulator.videos.map(({ status }) => status)).toEqual(['completed', 'failed']);
	});

	it.each<{ name: string; json: JsonObject }>([
		{ name: 'an unknown kind', json: { fault: { kind: 'gremlin' } } },
		{ name: 'no fault', json: { match: { path: 'create' } } },
		{ name: 'a fraction above one', json: { fault: { kind: 'cut', atFraction: 2 } } },
	])('refuses $name and says why', async ({ json }) => {
		const lab = await openLab();
		const reply = await control(lab, 'POST', 'faults', { json });
		expect([reply.status, Array.isArray(reply.json.error)]).toEqual([400, true]);
	});

	it('shows requests without their keys, videos and deliveries', async () => {
		const endpoints = [{ url: 'https://hooks.example.com/', secret: 'whsec_AAAA' }];
		const lab = await openLab({ endpoints });
		await lab.create({ prompt: 'a' });
		lab.forward(10_000);
		await lab.send('GET', '/videos');
		const read = async (path: string) =>
			parseJson((await control(lab, 'GET', path)).body.toString());
		const requests = await read('requests');
		expect(requests).toMatchObject([{ route: 'create', body: { prompt: 'a' } }, { route: 'list' }]);
		expect(JSON.stringify(requests)).not.toContain(lab.simulator.apiKey);
		expect(await read('videos')).toMatchObject([{ prompt: 'a', status: 'completed' }]);
		expect(await read('deliveries')).toMatchObject([{ state: 'refused' }]);
		expect(await read('file-requests')).toEqual([]);
	});

	it('ends renders and resets', async () => {
		const lab = await openLab();
		const ids = [];
		for (const prompt of ['a', 'b']) ids.push(textAt(await lab.create({ prompt }), 'id'));
		await control(lab, 'POST', `complete/${ids[0]}`);
		const error = { code: 'moderation_blocked', message: 'No.' };
		await control(lab, 'POST', `fail/${ids[1]}`, { json: error });
		expect((await control(lab, 'POST', 'complete/nobody')).status).toBe(404);
		const shown = lab.simulator.videos.map((video) => [video.status, video.error]);
		expect(shown).toEqual([
			['completed', null],
			['failed', error],
		]);
		expect((await control(lab, 'POST', 'reset')).json).toEqual({ reset: true });
		expect(lab.simulator.videos).toEqual([]);
	});

	it('is not there for the other origin', async () => {
		const lab = await openLab();
		const reply = await lab.send('GET', `${lab.simulator.fileOrigin}/_simulator/videos`);
		expect(reply.status).toBe(404);
	});
});

describe('one simulator beside another', () => {
	it('listens on loopback only, and says so when the port is taken', async () => {
		const lab = await openLab();
		const { hostname, port } = new URL(lab.simulator.baseUrl);
		expect(hostname).toBe('127.0.0.1');
		await expect(openLab({ port: Number(port) })).rejects.toThrow(/EADDRINUSE/);
	});

	it('ends within a moment, with a client still connected', async () => {
		const lab = await openLab();
		lab.simulator.order({ fault: { kind: 'hang' } });
		const hung = lab.send('GET', '/videos').catch(() => 'gone');
		await lab.simulator.close();
		expect(await hung).toBe('gone');
	});
});

describe('the command line', () => {
	it.each([
		{
			name: 'nothing',
			args: [],
			environment: {},
			expected: { port: 8787, dialect: 'openai', media: 'full', renderMs: 8_000 },
		},
		{
			name: 'flags before the environment',
			args: ['--port', '0', '--key', '', '--render-seconds=1.5'],
			environment: { SIMULATOR_PORT: '9', SIMULATOR_DIALECT: 'sglang', SIMULATOR_MEDIA: 'tiny' },
			expected: { port: 0, apiKey: '', dialect: 'sglang', media: 'tiny', renderMs: 1_500 },
		},
		{ name: 'help', args: ['--help'], environment: {}, expected: 'help' },
	])('reads $name', ({ args, environment, expected }) => {
		expect(readCommandLine(args, environment)).toEqual(expected);
	});

	it.each([
		{ args: ['--port', 'x'], message: /^--port: / },
		{ args: ['--dialect', 'klingon'], message: /^--dialect: .*'openai'/ },
		{ args: ['--colour', 'red'], message: /--colour/ },
	])('refuses $args', ({ args, message }) => {
		expect(() => readCommandLine(args, {})).toThrow(message);
	});
});

it('reads JSON objects as such, and nothing else', () => {
	expect([{}, [], null, 'x', 1].map(isJsonObject)).toEqual([true, false, false, false, false]);
});
