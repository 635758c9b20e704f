import { customHeader } from '../../../../nodes/Sora/api/customHeader';
import { SoraError } from '../../../../nodes/Sora/api/errors';

const of = (headerName: unknown, headerSecret: unknown = 's3cret-value') =>
	customHeader({ headerName, headerSecret });

describe('a header that a gateway asks for', () => {
	it.each([
		['x-gateway-token'],
		['X-Gateway-Token'],
		['CF-Access-Client-Secret'],
		['Authorization'],
		['api-key'],
		['cookie'],
		["!#$%&'*+.^_`|~09Az-"],
	])('may be %s', (name) => {
		expect(of(name)).toEqual({ name, value: 's3cret-value' });
	});

	it('loses the blanks around its name', () => {
		expect(of(' x-gate\n')).toEqual({ name: 'x-gate', value: 's3cret-value' });
	});

	it.each([
		{ name: 'without a name', credential: { headerName: ' ', headerSecret: 'a' } },
		{ name: 'without a value', credential: { headerName: 'content-length', headerSecret: '' } },
		{ name: 'in a credential of before', credential: { apiKey: 'sk-1' } },
		{ name: 'that are no texts', credential: { headerName: 7, headerSecret: null } },
	])('is none $name', ({ credential }) => {
		expect(customHeader(credential)).toBeUndefined();
	});
});

describe('a header that no request could carry', () => {
	it.each([
		...['Content-Length', 'content-type', 'Transfer-Encoding', 'Host', 'Connection', 'Keep-Alive'],
		...['Expect', 'Upgrade', 'TE', 'Trailer', 'Accept-Encoding', 'Content-Encoding', 'Range'],
		...['Idempotency-Key', 'Proxy-Connection', 'HTTP2-Settings', ' CONTENT-LENGTH '],
	])('is named: %s', (name) => {
		expect(() => of(name)).toThrow(SoraError);
		expect(() => of(name)).toThrow(`cannot be "${name.trim()}"`);
	});

	it.each([
		'x gate',
		'x-gate:',
		'x-gate: s3cret-value',
		'x-gate\r\nhost',
		'x-gäte',
		'x(gate)',
		'"x"',
	])('is refused without being shown, since a secret may stand in it: %j', (name) => {
		expect(() => of(name)).toThrow(/Custom Header Name of the Sora API credential/);
		expect(() => of(name)).not.toThrow(/s3cret|gate:|gäte/);
	});
});
