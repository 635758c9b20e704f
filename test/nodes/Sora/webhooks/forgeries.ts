import { eventBody, sentAtSeconds, signedDelivery, type Delivery } from './deliveries';
import { seededRandom, type SeededRandom } from './seededRandom';

/** A request that differs from a real delivery in one respect. */
export interface Forgery {
	/** What was done, and to which header. */
	name: string;
	delivery: Delivery;
}

const headerNames = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
type HeaderName = (typeof headerNames)[number];

/** A mutation of a real delivery; undefined where chance left it as it was. */
type Mutation = (real: Delivery, other: Delivery, random: SeededRandom) => Delivery | undefined;

function withHeader(name: HeaderName, change: (value: string) => string | undefined): Mutation {
	return ({ headers, rawBody }) => {
		const changed = change(headers[name] ?? '');
		if (changed === headers[name]) return undefined;
		const { [name]: _dropped, ...rest } = headers;
		return { rawBody, headers: changed === undefined ? rest : { ...rest, [name]: changed } };
	};
}

type TextMutation = (value: string, random: SeededRandom) => string;

const insertAt = (value: string, at: number, part: string) =>
	value.slice(0, at) + part + value.slice(at);

const textMutations: Record<string, TextMutation> = {
	truncated: (value, random) => value.slice(0, random.below(value.length)),
	'without its beginning': (value, random) => value.slice(1 + random.below(value.length - 1)),
	'without a character': (value, random) => {
		const at = random.below(value.length);
		return value.slice(0, at) + value.slice(at + 1);
	},
	'with two characters swapped': (value, random) => {
		const at = random.below(value.length - 1);
		return `${value.slice(0, at)}${value[at + 1]}${value[at]}${value.slice(at + 2)}`;
	},
	'with another character': (value, random) => {
		const at = random.below(value.length);
		const other = random.pick(['A', 'z', '0', '7', '=', '/', '-', '.', ',']);
		return value.slice(0, at) + other + value.slice(at + 1);
	},
	'in another case': (value, random) => {
		const at = random.below(value.length);
		const letter = value.charAt(at);
		const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
		return value.slice(0, at) + other + value.slice(at + 1);
	},
	// Blanks around entries only separate them, so this goes into the middle of one.
	'with whitespace': (value, random) =>
		insertAt(value, 3 + random.below(value.length - 4), random.pick([' ', '\t', '\u00a0', '\v'])),
	'with a stray character': (value, random) =>
		insertAt(value, random.below(value.length), random.pick(['!', '*', '_', '"', '%', '\u0000'])),
	'in unicode': (value, random) =>
		insertAt(value, random.below(value.length), random.pick(['é', '✓', '🎬', '\u200b', '\ufeff'])),
	doubled: (value) => `${value},${value}`,
	huge: (value, random) =>
		value.repeat(1 + Math.ceil((1000 * (1 + random.below(50))) / value.length)),
};

const bodyMutations: Record<string, Mutation> = {
	'a body with a flipped bit': (real, _other, random) => {
		const rawBody = Buffer.from(real.rawBody);
		const at = random.below(rawBody.length);
		rawBody[at] = (rawBody[at] ?? 0) ^ (1 << random.below(8));
		return { ...real, rawBody };
	},
	'a truncated body': (real, _other, random) => ({
		...real,
		rawBody: real.rawBody.subarray(0, random.below(real.rawBody.length)),
	}),
	'a body with bytes added': (real, _other, random) => {
		const at = random.below(real.rawBody.length + 1);
		const added = random.pick([
			random.bytes(1 + random.below(40)),
			Buffer.from(random.pick([' ', '\n', '\r\n', '\ufeff', '✓', '\u0000'])),
		]);
		const parts = [real.rawBody.subarray(0, at), added, real.rawBody.subarray(at)];
		return { ...real, rawBody: Buffer.concat(parts) };
	},
	'a body of another delivery': (real, other) => ({ ...real, rawBody: other.rawBody }),
	'a body of chance': (real, _other, random) => ({
		...real,
		rawBody: random.bytes(random.below(300)),
	}),
	'a body written anew': (real) => ({
		...real,
		rawBody: Buffer.from(JSON.stringify(JSON.parse(real.rawBody.toString()), null, 1)),
	}),
	'a huge body': (real, _other, random) => ({
		...real,
		rawBody: Buffer.concat([real.rawBody, Buffer.alloc(100_000 + random.below(50_000), ' ')]),
	}),
};

const messageMutations: Record<string, Mutation> = {
	'a shifted time': (real, _other, random) => {
		const shift = (1 + random.below(600)) * random.pick([1, -1]);
		const timestamp = String(sentAtSeconds + shift);
		return { ...real, headers: { ...real.headers, 'webhook-timestamp': timestamp } };
	},
	'a real signature of an old or future time': (real, _other, random) => {
		const shift = (301 + random.below(1_000_000)) * random.pick([1, -1]);
		const timestamp = sentAtSeconds + shift;
		return signedDelivery({ timestamp, body: real.rawBody.toString() });
	},
	'a signature by another secret': (real, _other, random) =>
		signedDelivery({
			body: real.rawBody.toString(),
			secrets: [
				random.pick([
					`whsec_${random.bytes(32).toString('base64')}`,
					random.bytes(12).toString('hex'),
					'whsec_',
					'',
				]),
			],
		}),
	'a signature by chance': (real, _other, random) => ({
		...real,
		headers: {
			...real.headers,
			'webhook-signature': Array.from(
				{ length: 1 + random.below(40) },
				() => `v1,${random.bytes(32).toString('base64')}`,
			).join(' '),
		},
	}),
	'headers in capitals': ({ headers, rawBody }, _other, random) => {
		const name = random.pick(headerNames);
		const { [name]: value = '', ...rest } = headers;
		return { rawBody, headers: { ...rest, [name.toUpperCase()]: value } };
	},
	'two headers swapped': (real, _other, random) => {
		const name = random.pick(['webhook-id', 'webhook-timestamp']);
		const { [name]: one = '', 'webhook-signature': two = '' } = real.headers;
		return { ...real, headers: { ...real.headers, [name]: two, 'webhook-signature': one } };
	},
};

const headerMutations = headerNames.flatMap((header) => [
	[`${header} dropped`, withHeader(header, () => undefined)] as const,
	[
		`${header} of another delivery`,
		((real, other, random) =>
			withHeader(header, () => other.headers[header])(real, other, random)) satisfies Mutation,
	] as const,
	...Object.entries(textMutations).map(([what, mutate]) => {
		const mutation: Mutation = (real, other, random) =>
			withHeader(header, (value) => mutate(value, random))(real, other, random);
		return [`${header} ${what}`, mutation] as const;
	}),
]);

const mutations = [
	...headerMutations,
	...Object.entries(bodyMutations),
	...Object.entries(messageMutations),
];

/** Real deliveries in all their kinds, with different ids, times and bodies. */
export function realDeliveries(random: SeededRandom, count: number): Delivery[] {
	return Array.from({ length: count }, (_, index) =>
		signedDelivery({
			id: `wh_${random.bytes(16).toString('hex')}`,
			timestamp: sentAtSeconds - 250 + ((index * 7) % 500),
			body: eventBody({
				id: `evt_${random.bytes(8).toString('hex')}`,
				type: random.pick(['video.completed', 'video.failed']),
				data: { id: `video_${random.bytes(8).toString('hex')}` },
			}),
		}),
	);
}

/** Each mutation a number of times, the same in every run of one seed. */
export function forgeries(seed: number, timesEach: number): Forgery[] {
	const random = seededRandom(seed);
	return mutations.flatMap(([name, mutate]) =>
		Array.from({ length: timesEach }, () => {
			const [real, other] = realDeliveries(random, 2);
			const delivery = real && other && mutate(real, other, random);
			return delivery ? [{ name, delivery }] : [];
		}).flat(),
	);
}
