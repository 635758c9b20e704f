import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { SoraTrigger } from '../../../../nodes/Sora/SoraTrigger.node';
import { installClock, type Clock } from '../../../support/clock';
import { fakeHook, type FakeOptions } from '../../../support/fakeContext';
import { mockRequests } from '../../../support/mockAgent';

const agent = mockRequests();

let clock: Clock;
beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

const url = 'https://n8n.example.com/webhook/1';
/** Of the workflow and the n8n that the fake context has. */
const owner = { workflowId: 'workflow', instanceId: 'instance', url };
const kept = { endpointId: 'whe_1', signingSecret: 'whsec_b25l', ...owner };
const seen = [['wh_1', 1_795_219_200]];

const trigger = new SoraTrigger();
const { checkExists, create, delete: remove } = trigger.webhookMethods.default;

interface Setting extends Pick<
	FakeOptions,
	'parameters' | 'webhookUrl' | 'mode' | 'credential' | 'instanceId'
> {
	staticData?: IDataObject;
	/** Changes what the fake has no option for. */
	context?: Partial<Record<keyof IHookFunctions, unknown>>;
}

function open({ context: changes = {}, ...options }: Setting = {}) {
	const fake = fakeHook({ description: trigger.description, ...options });
	const descriptors = Object.entries(changes).map(([name, value]) => [name, { value }]);
	const context = Object.create(
		fake.context,
		Object.fromEntries(descriptors) as PropertyDescriptorMap,
	) as IHookFunctions;
	const lines = () =>
		fake.sent.map(({ method, url: sentTo }) => `${method} ${new URL(sentTo).pathname}`);
	return { ...fake, context, lines };
}

function answer(line: string, status: number, reply: object = {}): void {
	const [method = '', path = ''] = line.split(' ');
	agent()
		.get('https://videos.example.com')
		.intercept({ method, path: `/v1/webhook_endpoints${path}` })
		.reply(status, JSON.stringify(reply));
}

const endpoint = (changes: object = {}) => ({
	id: 'whe_1',
	url,
	event_types: ['video.completed'],
	...changes,
});

function answerRegistration(): void {
	answer('GET', 200, { data: [] });
	answer('POST', 200, endpoint({ signing_secret: 'whsec_b25l' }));
}

const manual = { registration: 'manual' };

describe('activating, registered by itself', () => {
	it('registers the address under the name and id of the workflow, for the chosen events', async () => {
		answerRegistration();
		const { context, sent, staticData } = open({
			parameters: { events: ['video.failed', 'video.completed'] },
		});

		expect(await clock.run(create.call(context))).toBe(true);

		expect(JSON.parse(sent.at(-1)?.body.toString() ?? '')).toEqual({
			name: 'n8n: Test workflow (workflow)',
			url,
			event_types: ['video.failed', 'video.completed'],
		});
		expect(staticData).toEqual(kept);
	});

	it.each([
		{ name: 'a long name', workflow: { id: '7', name: 'x'.repeat(300) } },
		{ name: 'no name yet', workflow: {} },
	])('the name has what the server takes, 1 to 256 characters: $name', async ({ workflow }) => {
		answerRegistration();
		const { context, sent } = open({
			context: { getWorkflow: () => ({ active: false, ...workflow }) },
		});

		await clock.run(create.call(context));

		const { name } = JSON.parse(sent.at(-1)?.body.toString() ?? '') as { name: string };
		expect(name).toMatch(/^n8n: .{1,251}$/);
	});

	it('in a listening test registers the test address and removes it again', async () => {
		const webhookUrl = 'https://n8n.example.com/webhook-test/1';
		answerRegistration();
		answer('GET /whe_1', 200, endpoint({ url: webhookUrl }));
		answer('DELETE /whe_1', 200);
		const { context, sent, lines, staticData } = open({ mode: 'manual', webhookUrl });

		expect(await clock.run(checkExists.call(context))).toBe(false);
		await clock.run(create.call(context));
		await clock.run(remove.call(context));

		expect(JSON.parse(sent[1]?.body.toString() ?? '')).toMatchObject({ url: webhookUrl });
		expect(lines()).toEqual([
			'GET /v1/webhook_endpoints',
			'POST /v1/webhook_endpoints',
			'GET /v1/webhook_endpoints/whe_1',
			'DELETE /v1/webhook_endpoints/whe_1',
		]);
		expect(staticData).toEqual({});
	});

	it('again finds the endpoint of before, and writes nothing', async () => {
		answer('GET /whe_1', 200, endpoint());
		const { context, lines } = open({ staticData: { ...kept } });

		expect(await clock.run(checkExists.call(context))).toBe(true);
		expect(lines()).toEqual(['GET /v1/webhook_endpoints/whe_1']);
	});

	it('again with other events updates the endpoint', async () => {
		answer('GET /whe_1', 200, endpoint());
		answer('POST /whe_1', 200, endpoint());
		const { context, sent } = open({
			staticData: { ...kept },
			parameters: { events: ['video.failed'] },
		});

		expect(await clock.run(checkExists.call(context))).toBe(true);
		expect(JSON.parse(sent.at(-1)?.body.toString() ?? '')).toMatchObject({
			event_types: ['video.failed'],
		});
	});
});

describe('activating, registered by hand', () => {
	it('asks the server nothing', async () => {
		const { context, sent } = open({
			parameters: manual,
			credential: { webhookSecret: 'whsec_b25l' },
		});

		expect(await checkExists.call(context)).toBe(false);
		expect(await create.call(context)).toBe(true);
		expect(sent).toEqual([]);
	});

	it('leaves an endpoint of before for the deactivation, and asks the server nothing', async () => {
		const { context, sent, staticData } = open({
			parameters: manual,
			credential: { webhookSecret: 'whsec_b25l' },
			staticData: { ...kept },
		});

		expect(await checkExists.call(context)).toBe(false);
		expect(sent).toEqual([]);
		expect(staticData).toEqual(kept);
	});

	it('is possible at an address that only the user knows to be reached', async () => {
		const { context } = open({
			parameters: manual,
			credential: { webhookSecret: 'whsec_b25l' },
			webhookUrl: 'http://localhost:5678/webhook/1',
		});

		expect(await create.call(context)).toBe(true);
	});

	it.each(['', ' ', 'whsec_', 'whsec_ whsec_'])(
		'is refused without a secret ("%s"), since anybody could start the workflow then',
		async (webhookSecret) => {
			const { context } = open({ parameters: manual, credential: { webhookSecret } });

			await expect(create.call(context)).rejects.toThrow(
				/Webhook Secret.*Sora API credential|Sora API credential.*Webhook Secret/s,
			);
		},
	);
});

describe('deactivating', () => {
	it('removes the endpoint and remembers the deliveries', async () => {
		answer('GET /whe_1', 200, endpoint());
		answer('DELETE /whe_1', 200);
		const { context, staticData } = open({ staticData: { ...kept, seen } });

		expect(await clock.run(remove.call(context))).toBe(true);
		expect(staticData).toEqual({ seen });
	});

	it('removes it also when Registration was changed to Manual meanwhile', async () => {
		answer('GET /whe_1', 200, endpoint());
		answer('DELETE /whe_1', 200);
		const { context, staticData } = open({ parameters: manual, staticData: { ...kept } });

		expect(await clock.run(remove.call(context))).toBe(true);
		expect(staticData).toEqual({});
	});

	it('removes it also when no event is chosen any more', async () => {
		answer('GET /whe_1', 200, endpoint());
		answer('DELETE /whe_1', 200);
		const { context } = open({ parameters: { events: [] }, staticData: { ...kept } });

		expect(await clock.run(remove.call(context))).toBe(true);
	});

	it('asks for neither server nor credential when nothing was registered', async () => {
		const getCredentials = jest.fn().mockRejectedValue(new Error('No credentials set'));
		const { context, sent } = open({ context: { getCredentials } });

		expect(await remove.call(context)).toBe(true);
		expect(sent).toEqual([]);
	});
});

describe("what another has registered is the other's", () => {
	const seenAndKept = () => ({ ...kept, seen });
	const others: Array<{ name: string; setting: Setting }> = [
		{
			name: 'a copy of the workflow',
			setting: {
				context: { getWorkflow: () => ({ id: 'copy', name: 'Copy', active: false }) },
			},
		},
		{ name: 'the workflow in another n8n', setting: { instanceId: 'another' } },
		{
			name: 'the workflow in a copy of its n8n at another address',
			setting: { webhookUrl: 'https://staging.example.com/webhook/1' },
		},
	];

	it.each(others)('$name registers an endpoint of its own', async ({ setting }) => {
		answerRegistration();
		const { context, lines, staticData, logged } = open({
			...setting,
			staticData: seenAndKept(),
		});

		expect(await clock.run(checkExists.call(context))).toBe(false);
		expect(staticData).toEqual({ seen });
		await clock.run(create.call(context));

		expect(lines()).toEqual(['GET /v1/webhook_endpoints', 'POST /v1/webhook_endpoints']);
		expect(logged).toEqual([
			expect.stringMatching(/whe_1.*https:\/\/n8n\.example\.com\/webhook\/1/s),
		]);
	});

	it.each(others)('$name is switched off without a word to the server', async ({ setting }) => {
		for (const parameters of [{}, manual]) {
			const { context, sent, staticData } = open({
				...setting,
				parameters,
				staticData: seenAndKept(),
			});

			expect(await clock.run(remove.call(context))).toBe(true);
			expect(sent).toEqual([]);
			expect(staticData).toEqual({ seen });
		}
	});

	it('what was kept without an owner is left alone and registered anew', async () => {
		answerRegistration();
		const { context, staticData } = open({
			staticData: { endpointId: 'whe_0', signingSecret: 'whsec_b2xk', seen },
		});

		expect(await clock.run(checkExists.call(context))).toBe(false);
		await clock.run(create.call(context));

		expect(staticData).toEqual({ ...kept, seen });
	});
});

describe('what goes wrong is said in one message, since n8n shows no more of it', () => {
	const message = async (work: Promise<boolean>) =>
		await clock.run(work).then(
			() => 'nothing went wrong',
			(error: unknown) => {
				expect(error).toBeInstanceOf(NodeOperationError);
				return error instanceof Error ? error.message : '';
			},
		);

	it.each<{ name: string; setting: Setting; plan?: () => void; words: string[] }>([
		{
			name: 'a server without these routes',
			setting: {},
			plan: () => answer('GET', 404, { detail: 'Not Found' }),
			words: ['"Manual"', 'Production URL', 'Webhook Secret', 'Schedule Trigger', 'Get Many'],
		},
		{
			name: 'an address nobody could call',
			setting: { webhookUrl: 'http://localhost:5678/webhook/1' },
			words: ['http://localhost:5678/webhook/1', 'WEBHOOK_URL', 'https'],
		},
		{
			name: 'an address that is none',
			setting: { webhookUrl: 'n8n.example.com/webhook/1' },
			words: ['n8n.example.com/webhook/1', 'WEBHOOK_URL', 'https'],
		},
		{
			name: 'a wrong key, with what to do about it',
			setting: {},
			plan: () => answer('GET', 401, { error: { message: 'Incorrect API key' } }),
			words: ['Incorrect API key', '401', 'Check the API Key'],
		},
		{
			name: 'no secret',
			setting: { parameters: manual },
			words: ['Webhook Secret', 'whsec_', '"Manual"'],
		},
		{ name: 'no event', setting: { parameters: { events: [] } }, words: ['Trigger On'] },
		{
			name: 'a Base URL that is none',
			setting: { credential: { baseUrl: 'videos' } },
			words: ['Base URL', 'Sora API credential', 'http://localhost'],
		},
		{
			name: 'no credential, in the words of n8n',
			setting: {
				context: {
					getCredentials: async () => await Promise.reject(new Error('No credentials set')),
				},
			},
			words: ['No credentials set'],
		},
		{
			name: 'no address yet',
			setting: { context: { getNodeWebhookUrl: () => undefined } },
			words: ['address'],
		},
	])('$name', async ({ setting, plan, words }) => {
		plan?.();
		const { context } = open(setting);

		const said = await message(create.call(context));

		for (const word of words) expect(said).toContain(word);
	});

	it('a server that is down, and the endpoint of before stays known', async () => {
		for (let look = 0; look < 5; look++) answer('GET /whe_1', 503, { error: 'starting' });
		const { context, staticData } = open({ staticData: { ...kept } });

		expect(await message(checkExists.call(context))).toMatch(/The server failed.*Try again later/s);
		expect(staticData).toEqual(kept);
	});

	it('a server that is not there, in our words, where n8n has others for the code', async () => {
		agent()
			.get('https://videos.example.com')
			.intercept({ path: /webhook_endpoints/ })
			.replyWithError(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
			.times(5);
		const { context } = open();

		expect(await message(create.call(context))).toMatch(
			/^Nothing answers at this address \(videos\.example\.com\).*Check the Base URL/s,
		);
	});

	it('never with a secret in it', async () => {
		answer('GET', 401, { error: { message: 'Incorrect API key: sk-test-key' } });
		const { context } = open({ credential: { webhookSecret: 'whsec_b25l' } });

		expect(await message(create.call(context))).not.toMatch(/sk-test-key|whsec_b25l/);
	});
});
