import { mockRequests } from '../../support/mockAgent';
import { sentAtMs, signedDelivery } from './webhooks/deliveries';
import { forgeries, realDeliveries } from './webhooks/forgeries';
import { openTrigger, type OpenTrigger } from './webhooks/openTrigger';
import { seededRandom } from './webhooks/seededRandom';

const seed = 4_711;

mockRequests();

// Nothing waits here, and a clock that could be moved would double the time of so many calls.
beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(sentAtMs);
});
afterEach(() => jest.restoreAllMocks());

const wantsAll = { events: ['video.completed', 'video.failed'], includeDetails: false };

const rows: Array<{ name: string; timesEach: number; atLeast: number; open: () => OpenTrigger }> = [
	{
		name: 'registered by hand',
		timesEach: 45,
		atLeast: 2_000,
		open: () => openTrigger({ parameters: wantsAll }),
	},
	{
		name: 'registered by itself',
		timesEach: 8,
		atLeast: 300,
		open: () =>
			openTrigger({
				parameters: { ...wantsAll, registration: 'automatic' },
				staticData: {
					endpointId: 'whe_1',
					signingSecret: 'whsec_a2VwdA==',
					workflowId: 'workflow',
					instanceId: 'instance',
					url: 'https://n8n.example.com/webhook/1',
				},
			}),
	},
	{
		name: 'with an empty secret in the credential',
		timesEach: 8,
		atLeast: 300,
		open: () => openTrigger({ parameters: wantsAll, credential: { webhookSecret: 'whsec_' } }),
	},
];

it.each(rows)('no forged request starts a workflow $name', async ({ open, timesEach, atLeast }) => {
	const trigger = open();
	const before = structuredClone(trigger.staticData);
	const cases = forgeries(seed, timesEach);
	const replies: Record<string, number> = {};
	const started: unknown[] = [];

	for (const { name, delivery } of cases) {
		const { status, body, items } = await trigger.deliver(delivery);
		const reply = `${status} ${String(body)}`;
		replies[reply] = (replies[reply] ?? 0) + 1;
		if (items) started.push({ name, headers: delivery.headers });
	}

	expect(cases.length).toBeGreaterThan(atLeast);
	expect({ started: started.slice(0, 3), replies }).toEqual({
		started: [],
		replies: { '401 not accepted': cases.length },
	});
	expect(trigger.staticData).toEqual(before);
	expect(trigger.sent).toEqual([]);
});

it('a real one is still let in after all of them', async () => {
	const trigger = openTrigger({ parameters: wantsAll });
	for (const { delivery } of forgeries(seed, 5)) {
		const { headers } = delivery;
		// Whoever forges may know the ids of real deliveries.
		await trigger.deliver({ ...delivery, headers: { ...headers, 'webhook-id': 'wh_known' } });
	}

	const reply = await trigger.deliver(signedDelivery({ id: 'wh_known' }));

	expect(reply).toMatchObject({ status: 200, body: 'accepted', items: [{}] });
});

it('a delivery that is caught and sent again within its time starts nothing', async () => {
	const trigger = openTrigger({ parameters: wantsAll });
	const real = realDeliveries(seededRandom(seed), 200);

	for (const delivery of real) await trigger.deliver(delivery);
	const replayed = await Promise.all(real.map(async (one) => await trigger.deliver(one)));

	expect(replayed.filter(({ items }) => items)).toEqual([]);
	expect(new Set(replayed.map(({ body }) => body))).toEqual(new Set(['seen before']));
});
