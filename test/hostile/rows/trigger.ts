import { hang, inTurn, json } from '../server/answers';
import { videoBody } from '../server/honest';
import {
	answered,
	byHand,
	delivered,
	eventBody,
	forgedDeliveries,
	manual,
	playOf,
	rightDelivery,
} from './deliveries';
import { endpointLists } from './endpointLists';
import { triggerKept } from './triggerKept';
import type { PlannedDelivery } from '../player/messages';
import type { HostileGroup, HostileRow } from '../row';

const withoutDetails = { ...manual, includeDetails: false };

const forged: HostileRow[] = [
	{ name: '2,000 forged deliveries (seed 1)', credential: byHand, inTests: true },
	{ name: '2,000 forged deliveries, no secret anywhere (seed 1)', credential: {} },
].map(({ name, credential, ...more }) => ({
	name,
	play: playOf(
		{ parameters: manual, steps: [{ do: 'deliver', deliveries: forgedDeliveries(1, 2_000) }] },
		credential,
	),
	expected: {
		status: 'played',
		mostAsked: { look: 0 },
		also: answered({ '401 not accepted': 2_000 }, 0),
	},
	...more,
}));

const longIds = Array.from({ length: 1_000 }, (_, index) =>
	rightDelivery('x'.repeat(15_000) + String(index)),
);

const repeated: HostileRow[] = [
	{
		name: '200 copies of a delivery at once, and 200 one after the other',
		play: playOf({
			parameters: manual,
			steps: [true, false].map((atOnce) => ({
				do: 'deliver',
				deliveries: Array<PlannedDelivery>(200).fill(rightDelivery('wh_1')),
				atOnce,
			})),
		}),
		expected: {
			status: 'played',
			mostAsked: { look: 1 },
			also: answered({ '200 accepted': 1, '200 seen before': 399 }, 1),
		},
		inTests: true,
	},
	{
		name: '1,000 deliveries with IDs of 15 KB, each twice',
		play: delivered([...longIds, ...longIds], { parameters: withoutDetails }),
		expected: {
			status: 'played',
			mayBlock: true,
			also: answered({ '200 accepted': 1_000, '200 seen before': 1_000 }, 1_000),
		},
		inTests: true,
	},
	{
		name: 'events with IDs of 400 KB',
		play: delivered(
			[
				rightDelivery('wh_1', { body: eventBody('x'.repeat(400_000)) }),
				rightDelivery('wh_2', { body: eventBody('video_1', { id: 'x'.repeat(400_000) }) }),
			],
			{ parameters: withoutDetails },
		),
		expected: { status: 'played', also: answered({ '400 not an event': 2 }, 0) },
	},
];

const details: HostileRow[] = [
	{
		name: '100 deliveries at once, the details are not answered',
		play: delivered(
			Array.from({ length: 100 }, (_, index) =>
				rightDelivery(`wh_${index}`, { body: eventBody(`video_${index}`) }),
			),
			{ atOnce: true },
		),
		answers: () => ({ look: hang }),
		expected: {
			status: 'played',
			mostSeconds: 20,
			also: answered({ '503 try again later': 100 }, 0),
		},
	},
	{
		name: 'the details are a 404 once, and then there',
		play: delivered([rightDelivery('wh_1')]),
		answers: () => ({
			look: inTurn(
				json({ error: { message: 'Video not found' } }, 404),
				json(videoBody('video_1', 'completed')),
			),
		}),
		expected: {
			status: 'played',
			also: (seen) => [
				...answered({ '200 accepted': 1 }, 1)(seen),
				...(typeof seen.outcome === 'string' || seen.outcome.items[0]?.json.includes('completed')
					? []
					: ['the video is missing']),
			],
		},
	},
];

/** Whoever calls the trigger, whatever is kept for it, and a server that knows too many webhooks. */
export const trigger: HostileGroup = {
	title: 'Trigger',
	rows: [...forged, ...repeated, ...details, ...triggerKept, ...endpointLists],
};
