import crypto from 'node:crypto';

import {
	ForgedDelivery,
	isUsableSecret,
	verifySignature,
} from '../../../../nodes/Sora/webhooks/signature';
import { fixture } from '../../../support/fixtures';
import { sentAtMs, sentAtSeconds, signedDelivery, vectorSecret } from './deliveries';

const id = 'wh_6920a1b2c3d48190a5b6c7d8e9f00112';
const signature = 'v1,htJck/i5o7+b2W5rhv+h3IXfRO7eBd2UwkUI8VxIzR0=';
const rawKey = '0123456789abcdef0123456789abcdef';
const rawKeySignature = 'v1,5qhw5hmYqjPe90dvm6vcngiKEGjySK7aqboEZUoCyfU=';
const plainSecret = 'plain-text-secret-0001';
const plainSignature = 'v1,E1KkNeLrCP51IZ693jcd1yzqcu86WUqllRknLeEnPjA=';
const otherSignature = `v1,${'A'.repeat(43)}=`;

/** The documented message, with other headers. */
function message(headers: Record<string, unknown> = {}) {
	const { headers: signed, bytes } = fixture('webhook.video.completed');
	return { headers: { ...signed, ...headers }, rawBody: bytes };
}

const signedWith = (header: string) => message({ 'webhook-signature': header });

const verify = (
	delivery: Parameters<typeof verifySignature>[0],
	secrets: readonly string[] = [vectorSecret],
	nowMs = sentAtMs,
) => verifySignature(delivery, secrets, nowMs);

const rotated = () => {
	const { headers, bytes } = fixture('webhook.video.completed-rotated');
	return { headers, rawBody: bytes };
};

describe('a delivery of the server is let in', () => {
	const failed = fixture('webhook.video.failed');

	it.each([
		{ name: 'as documented', delivery: message() },
		{ name: 'of a failed video', delivery: { headers: failed.headers, rawBody: failed.bytes } },
		{ name: 'by a key of raw bytes', delivery: signedWith(rawKeySignature), secrets: [rawKey] },
		{
			name: 'by the same key in base64',
			delivery: signedWith(rawKeySignature),
			secrets: [`whsec_${Buffer.from(rawKey).toString('base64')}`],
		},
		{
			name: 'by a secret in plain text',
			delivery: signedWith(plainSignature),
			secrets: [plainSecret],
		},
		{ name: 'with both signatures of a rotation, old first', delivery: rotated() },
		{
			name: 'with both signatures of a rotation, new first',
			delivery: signedWith(`${signature} ${rawKeySignature}`),
		},
		{
			name: 'while both secrets stand in the credential',
			delivery: message(),
			secrets: [plainSecret, vectorSecret],
		},
		{
			name: 'beside signatures of other versions',
			delivery: signedWith(`v1a,abc v2,def ${signature}`),
		},
		{
			name: 'with as many signatures as are read',
			delivery: signedWith([...Array<string>(31).fill(otherSignature), signature].join(' ')),
		},
		{ name: '300 seconds late', delivery: message(), nowMs: sentAtMs + 300_000 },
		{ name: '300 seconds early', delivery: message(), nowMs: sentAtMs - 300_000 },
		{
			name: 'with any bytes as body',
			delivery: signedDelivery({ body: '\u0000not json ✓ \ud83c\udfac' }),
		},
		{ name: 'with an empty body', delivery: signedDelivery({ body: '' }) },
	])('$name', ({ delivery, secrets, nowMs }) => {
		expect(verify(delivery, secrets, nowMs)).toEqual({
			deliveryId: delivery.headers['webhook-id'],
			rawBody: delivery.rawBody,
		});
	});
});

describe('a delivery is refused', () => {
	const refused = (...args: Parameters<typeof verify>) =>
		expect(() => verify(...args)).toThrow(ForgedDelivery);

	it('whose body says failed instead of completed', () => {
		const { headers, rawBody } = message();
		const changed = rawBody.toString().replace('completed', 'failed');

		refused({ headers, rawBody: Buffer.from(changed) });
	});

	it.each([
		{ name: 'late', nowMs: sentAtMs + 301_000 },
		{ name: 'early', nowMs: sentAtMs - 301_000 },
		{ name: 'a year late', nowMs: sentAtMs + 365 * 86_400_000 },
	])('that is more than 300 seconds off: $name', ({ nowMs }) => {
		refused(message(), [vectorSecret], nowMs);
	});

	const headerNames = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
	const noText = [
		{ what: 'missing', value: undefined },
		{ what: 'null', value: null },
		{ what: 'empty', value: '' },
		{ what: 'a number', value: sentAtSeconds },
	];

	it.each(headerNames.flatMap((header) => noText.map((row) => ({ header, ...row }))))(
		'whose $header is $what',
		({ header, value }) => refused(message({ [header]: value })),
	);

	it.each([
		{ header: 'webhook-id', value: id },
		{ header: 'webhook-timestamp', value: String(sentAtSeconds) },
		{ header: 'webhook-signature', value: signature },
	])('whose $header came as a list', ({ header, value }) => {
		refused(message({ [header]: [value] }));
	});

	it.each([
		...['now', 'NaN', 'Infinity', '1795219200.0', '1.7952192e9', '0x6b01c180', '-1795219200'],
		...[' 1795219200', '1795219200 ', '+1795219200', '1,795,219,200', '１７９５２１９２００'],
		...['1795219200\n', '99999999999999999999'],
	])('whose timestamp is %j, although it was signed so', (timestamp) => {
		refused(signedDelivery({ timestamp }));
	});

	it('whose timestamp is written in another way than it was signed', () => {
		refused(message({ 'webhook-timestamp': `0${sentAtSeconds}` }));
	});

	it.each([
		{ name: 'is of another secret', header: rawKeySignature },
		{ name: 'stands without its version', header: signature.slice('v1,'.length) },
		{ name: 'names another version', header: signature.replace('v1', 'v2') },
		{ name: 'names its version in capitals', header: signature.replace('v1', 'V1') },
		{ name: 'names its version in another way', header: signature.replace(',', '=') },
		{ name: 'is empty', header: 'v1,' },
		{ name: 'is blank', header: ' ' },
		{ name: 'is shorter by a character', header: signature.slice(0, -1) },
		{ name: 'is shorter by half', header: signature.slice(0, 24) },
		{ name: 'is longer by a character', header: `${signature}A` },
		{ name: 'has other bits behind its end', header: signature.replace('0=', '1=') },
		{ name: 'is in the alphabet of addresses', header: signature.replace('/', '_') },
		{ name: 'holds a tab', header: signature.replace('5o', '5\to') },
		{
			name: 'is in hexadecimal',
			header: `v1,${Buffer.from(signature.slice(3), 'base64').toString('hex')}`,
		},
		{
			name: 'is one of 33',
			header: [signature, ...Array<string>(32).fill(otherSignature)].join(' '),
		},
		{ name: 'is joined to another by a comma', header: `${rawKeySignature},${signature}` },
	])('whose signature $name', ({ header }) => refused(signedWith(header)));

	it('that was signed without its id and time', () => {
		const { rawBody } = message();
		const mac = crypto.createHmac('sha256', 'videos-api-reference-test-secret').update(rawBody);

		refused(signedWith(`v1,${mac.digest('base64')}`));
	});

	it('when no secret is known', () => refused(message(), []));
});

describe('a secret without any key in it', () => {
	const rows = [
		{ secret: '' },
		{ secret: 'whsec_' },
		{ secret: 'whsec_=' },
		{ secret: 'whsec_!!!!' },
	];

	it.each(rows)('lets nobody in: $secret', ({ secret }) => {
		const delivery = signedDelivery({ id, secrets: [''] });

		expect(isUsableSecret(secret)).toBe(false);
		expect(() => verify(delivery, [secret])).toThrow(ForgedDelivery);
	});

	it('does not keep a good one from working', () => {
		expect(verify(message(), ['', 'whsec_', vectorSecret]).deliveryId).toBe(id);
	});

	it.each([vectorSecret, plainSecret])('is not one such as %s', (secret) => {
		expect(isUsableSecret(secret)).toBe(true);
	});
});

it('the time of a comparison does not tell which signature fitted, or whether one did', () => {
	const compare = jest.spyOn(crypto, 'timingSafeEqual');
	const secrets = [plainSecret, vectorSecret];
	const comparisons = (header: string) => {
		compare.mockClear();
		try {
			verify(signedWith(header), secrets);
		} catch (error) {
			expect(error).toBeInstanceOf(ForgedDelivery);
		}
		return compare.mock.calls.length;
	};

	const counts = [
		comparisons(`${signature} ${otherSignature} ${rawKeySignature}`),
		comparisons(`${otherSignature} ${rawKeySignature} ${signature}`),
		comparisons(`${otherSignature} ${rawKeySignature} ${otherSignature}`),
	];
	compare.mockRestore();

	expect(counts).toEqual([6, 6, 6]);
});

it('a refusal gives neither the secret nor the right signature away', () => {
	const refusal = (delivery: Parameters<typeof verify>[0]) => {
		try {
			return verify(delivery).deliveryId;
		} catch (error) {
			return String(error);
		}
	};

	for (const header of [otherSignature, '', rawKeySignature]) {
		expect(refusal(signedWith(header))).toMatch(/^ForgedDelivery: [a-z -]+$/);
	}
});
