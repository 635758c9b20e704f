import type { PlannedDelivery, Play, TriggerPlay } from '../player/messages';
import type { Seen } from '../row';
import { numbers } from './random';

/** The secret that stands in the credential of rows that register by hand. */
export const handSecret = 'whsec_c2V0IHVwIGJ5IGhhbmQgZm9yIHJvd3M=';

/** The credential and the parameters of a trigger that was registered by hand. */
export const byHand = { webhookSecret: handSecret };
export const manual = { registration: 'manual' };

/** Steps of the trigger; by hand, unless told otherwise. */
export const playOf = (
	trigger: TriggerPlay,
	credential: Record<string, string> = byHand,
): Play => ({
	operation: 'create',
	trigger,
	credential,
});

/** Deliveries to a trigger that was registered by hand. */
export const delivered = (
	deliveries: readonly PlannedDelivery[],
	more: Partial<TriggerPlay> & { atOnce?: boolean } = {},
): Play => {
	const { atOnce = false, ...trigger } = more;
	const steps = [{ do: 'deliver', deliveries, atOnce }] as const;
	return playOf({ parameters: manual, steps, ...trigger });
};

/** How often which answer must have been given, and how often a workflow must have started. */
export function answered(replies: Record<string, number>, starts: number) {
	return ({ outcome }: Seen): string[] => {
		if (typeof outcome === 'string') return [];
		const [wanted, given] = [replies, outcome.replies].map((one) =>
			JSON.stringify(Object.entries(one).sort()),
		);
		const { length } = outcome.items;
		return [
			...(wanted === given ? [] : [`answers: ${given} instead of ${wanted}`]),
			...(length === starts ? [] : [`starts: ${length} instead of ${starts}`]),
		];
	};
}

/** An event of a completed video. */
export function eventBody(videoId: string, more: object = {}): string {
	const event = { id: `evt_${videoId}`, object: 'event', type: 'video.completed' };
	return JSON.stringify({ ...event, data: { id: videoId }, ...more });
}

/** A delivery in which everything is right, signed for a trigger that was registered by hand. */
export function rightDelivery(id: string, changes: Partial<PlannedDelivery> = {}): PlannedDelivery {
	return { id, body: eventBody('video_1'), secrets: [handSecret], ...changes };
}

/** Each way to forge a delivery; chance from 0 to 1 says where or by how much. */
const forgeries: Array<(right: PlannedDelivery, chance: number) => PlannedDelivery> = [
	(right) => ({ ...right, secrets: [] }),
	(right) => ({ ...right, secrets: ['whsec_'] }),
	(right) => ({ ...right, secrets: [''] }),
	(right, chance) => ({
		...right,
		secrets: [`whsec_${Buffer.from(String(chance)).toString('base64')}`],
	}),
	// The base64 text of a secret as if it were the key.
	(right) => ({ ...right, secrets: [handSecret.slice('whsec_'.length)] }),
	(right, chance) => ({ ...right, signedBody: flipped(right.body, chance) }),
	(right) => ({ ...right, signedBody: '' }),
	(right) => ({ ...right, signedBody: `${right.body} ` }),
	(right, chance) => ({ ...right, ageSeconds: 330 + Math.floor(chance * 1e6) }),
	(right, chance) => ({ ...right, ageSeconds: -330 - Math.floor(chance * 1e6) }),
	(right) => withHeader(right, 'webhook-id', `${right.id}x`),
	(right) => withHeader(right, 'webhook-id', ''),
	(right) => withHeader(right, 'webhook-timestamp', ''),
	(right) => withHeader(right, 'webhook-signature', ''),
	(right, chance) =>
		withHeader(
			right,
			'webhook-timestamp',
			['NaN', '1e9', '-1', '0x7fffffff', ' '][pick(chance, 5)] ?? '',
		),
	(right) => withHeader(right, 'webhook-timestamp', '9'.repeat(12)),
	(right) => withHeader(right, 'webhook-signature', 'v1,'),
	(right) => withHeader(right, 'webhook-signature', `v1,${'A'.repeat(44)}`),
	(right) => withHeader(right, 'webhook-signature', `v1,${'A'.repeat(44)} `.repeat(33)),
	(right) => withHeader(right, 'webhook-signature', `v1,${'A'.repeat(44)} `.repeat(300)),
	(right) => withHeader(right, 'webhook-signature', `v1a,${'A'.repeat(88)}`),
	(right) => withHeader(right, 'webhook-signature', ' '.repeat(14_000)),
];

/** So many forged deliveries, the same for the same seed. */
export function forgedDeliveries(seed: number, count: number): PlannedDelivery[] {
	const random = numbers(seed);
	return Array.from({ length: count }, (_, index) => {
		const forge = forgeries[index % forgeries.length] ?? ((right) => right);
		return forge(rightDelivery(`wh_forged_${index}`), random());
	});
}

function withHeader(right: PlannedDelivery, name: string, value: string): PlannedDelivery {
	return { ...right, headers: { [name]: value } };
}

function pick(chance: number, count: number): number {
	return Math.min(Math.floor(chance * count), count - 1);
}

function flipped(text: string, chance: number): string {
	const bytes = Buffer.from(text);
	const at = pick(chance, bytes.length);
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	return bytes.toString('latin1');
}
