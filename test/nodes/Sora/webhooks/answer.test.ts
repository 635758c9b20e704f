import { answerDelivery } from '../../../../nodes/Sora/webhooks/answer';
import type { TriggerSettings } from '../../../../nodes/Sora/webhooks/settings';
import { mockRequests } from '../../../support/mockAgent';
import { sentAtMs, sentAtSeconds, signedDelivery, vectorSecret, type Delivery } from './deliveries';
import { openTrigger } from './openTrigger';

mockRequests();

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(sentAtMs);
});
afterEach(() => jest.restoreAllMocks());

const keptSecret = 'whsec_a2VwdCBvZiBhbiBlbmRwb2ludA==';
const owner = { workflowId: '7', instanceId: 'n8n-1', url: 'https://n8n.example.com/webhook/1' };
const kept = { endpointId: 'whe_1', signingSecret: keptSecret, ...owner };

const byHand: TriggerSettings = {
	events: ['video.completed'],
	isAutomatic: false,
	includeDetails: false,
	simplify: true,
	secrets: [vectorSecret],
};

interface Case {
	settings?: Partial<TriggerSettings>;
	staticData?: Record<string, string>;
	delivery?: Partial<Delivery>;
}

async function answer({ settings, staticData = {}, delivery = signedDelivery() }: Case) {
	const trigger = openTrigger({ staticData: { ...staticData } });
	const { context, answers } = trigger.contextFor(delivery);
	const answered = await answerDelivery(context, async () => ({ ...byHand, ...settings }));
	return { accepted: answered?.accepted, settings: answered?.settings, answers, trigger };
}

describe('who may have signed', () => {
	const by = (...secrets: string[]) => signedDelivery({ secrets });

	it.each<Case & { name: string; accepted: boolean }>([
		{ name: 'by hand: the secret of the credential', accepted: true },
		{
			name: 'by hand: any of several secrets',
			settings: { secrets: ['whsec_b3RoZXI=', vectorSecret] },
			accepted: true,
		},
		{ name: 'by hand: nobody without a secret', settings: { secrets: [] }, accepted: false },
		{
			name: 'by hand: not an endpoint of before, which nobody looks after',
			staticData: kept,
			delivery: by(keptSecret),
			accepted: false,
		},
		{
			name: 'by itself: the endpoint that was registered',
			settings: { isAutomatic: true, secrets: [] },
			staticData: kept,
			delivery: by(keptSecret),
			accepted: true,
		},
		{
			name: 'by itself: a new secret in the credential, after a rotation at the server',
			settings: { isAutomatic: true },
			staticData: kept,
			accepted: true,
		},
		{
			name: 'by itself: old and new secret while both sign',
			settings: { isAutomatic: true, secrets: [] },
			staticData: kept,
			delivery: by('whsec_bmV3', keptSecret),
			accepted: true,
		},
		{
			name: 'by itself: nobody without an endpoint and without a secret',
			settings: { isAutomatic: true, secrets: [] },
			accepted: false,
		},
		{
			name: 'by itself: nobody with an empty secret kept',
			settings: { isAutomatic: true, secrets: [] },
			staticData: { ...kept, signingSecret: 'whsec_' },
			delivery: by('whsec_'),
			accepted: false,
		},
	])('$name', async ({ accepted, ...rest }) => {
		const result = await answer(rest);

		expect(result.answers).toEqual([
			accepted ? { status: 200, body: 'accepted' } : { status: 401, body: 'not accepted' },
		]);
		expect(result.accepted !== undefined).toBe(accepted);
	});
});

describe('a request is refused', () => {
	it('without its raw bytes, since a body written anew proves nothing', async () => {
		const { headers } = signedDelivery();

		expect((await answer({ delivery: { headers } })).answers).toEqual([
			{ status: 401, body: 'not accepted' },
		]);
	});

	it('by which an empty body was signed, while another one came', async () => {
		const { headers } = signedDelivery({ body: '' });
		const { accepted, answers } = await answer({
			delivery: { headers, rawBody: signedDelivery().rawBody },
		});

		expect(accepted).toBeUndefined();
		expect(answers).toEqual([{ status: 401, body: 'not accepted' }]);
	});
});

it('what was accepted names event, delivery and video, and is remembered', async () => {
	const delivery = signedDelivery({ id: 'wh_one' });
	const { accepted, settings, trigger } = await answer({ delivery });

	expect(accepted).toEqual({
		event: {
			id: 'evt_6920a1b2c3d48190',
			type: 'video.completed',
			createdAtSeconds: sentAtSeconds - 2,
			videoId: 'video_6920a0ffeed081909d',
		},
		deliveryId: 'wh_one',
		video: 'notAsked',
	});
	expect(settings).toEqual(byHand);
	expect(trigger.staticData).toEqual({ seen: JSON.stringify([['wh_one', sentAtSeconds]]) });
});

it.each([
	{ name: 'an error', thrown: new Error('No credentials set') },
	{ name: 'anything else', thrown: 'No credentials set' },
])(
	'settings that cannot be read make the sender come again, and are told in the log: $name',
	async ({ thrown }) => {
		const trigger = openTrigger();
		const { context, answers } = trigger.contextFor(signedDelivery());

		// What is thrown elsewhere may be no error at all.
		const unreadable = jest.fn<Promise<TriggerSettings>, []>().mockRejectedValue(thrown);

		expect(await answerDelivery(context, unreadable)).toBeUndefined();
		expect(answers).toEqual([{ status: 503, body: 'try again later' }]);
		expect(trigger.staticData).toEqual({});
		expect(trigger.logged).toEqual([expect.stringContaining('No credentials set')]);
	},
);
