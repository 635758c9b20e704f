import { openRedaction } from '../../../../nodes/Sora/api/redaction';

const key = `sk-Q7+w&e/r=t<y>9'Z"x%0k\\2`;

const unicode = (text: string, which: RegExp) =>
	text.replace(which, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
const inJson = JSON.stringify(key).slice(1, -1);
const percent = encodeURIComponent(key);
const fullPercent = [...key].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('');

describe('a secret is blacked out', () => {
	it.each<[name: string, spelled: string]>([
		['as typed', key],
		['in JSON', inJson],
		['in JSON whose slashes are escaped', inJson.replaceAll('/', '\\/')],
		['in JSON in JSON', JSON.stringify(inJson).slice(1, -1)],
		['as .NET writes JSON', unicode(inJson.replaceAll('\\"', '"'), /[+&<>'"]/g).toUpperCase()],
		['with every sign as \\u', unicode(key, /./g)],
		['percent-encoded', percent],
		['percent-encoded in lower case', percent.replace(/%../g, (part) => part.toLowerCase())],
		['percent-encoded sign by sign', fullPercent],
		['percent-encoded twice', encodeURIComponent(percent)],
		['as a form writes it', new URLSearchParams({ k: key }).toString().slice(2)],
		['in HTML', key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;')],
		['in base64', Buffer.from(key).toString('base64')],
		['in base64url', Buffer.from(key).toString('base64url')],
	])('%s', (name, spelled) => {
		// What is written in capitals here is the key in capitals.
		const redact = openRedaction([name.includes('.NET') ? key.toUpperCase() : key]);
		const text = name.includes('.NET') ? spelled.replaceAll('\\U', '\\u') : spelled;

		expect(redact(`a ${text} b`)).toMatch(/^a •••=* b$/);
	});

	it.each([
		{
			name: 'wherever it stands',
			secrets: ['sk-secret'],
			text: 'sk-secret,sk-secret',
			to: '•••,•••',
		},
		{ name: 'pasted with a blank', secrets: [' sk-secret\n'], text: 'sk-secret.', to: '•••.' },
		{
			name: 'without the line break that no header carries',
			secrets: ['sk-first\nsecond'],
			text: 'sk-firstsecond',
			to: '•••',
		},
		{
			name: 'with that line break, as JSON writes it',
			secrets: ['sk-first\nsecond'],
			text: '"sk-first\\nsecond"',
			to: '"•••"',
		},
		{
			name: 'without its sign beyond ASCII',
			secrets: ['sk-first\u200bsecond'],
			text: 'sk-firstsecond',
			to: '•••',
		},
		{
			name: 'as a whole where one begins with the other',
			secrets: ['sk-secret', 'sk-secret-gateway'],
			text: 'got sk-secret-gateway',
			to: 'got •••',
		},
		{
			name: 'as the token of a header',
			secrets: ['Bearer abc-12345'],
			text: 'token abc-12345',
			to: 'token •••',
		},
		{
			name: 'as the password that Basic hides',
			secrets: [`Basic ${Buffer.from('joe:passw0rd').toString('base64')}`],
			text: 'joe may not use passw0rd',
			to: 'joe may not use •••',
		},
		{
			name: 'but no word that a short key happens to be',
			secrets: ['video', ''],
			text: 'The video is gone',
			to: 'The video is gone',
		},
	])('$name', ({ secrets, text, to }) => {
		expect(openRedaction(secrets)(text)).toBe(to);
	});
});

describe('a long text takes no long time:', () => {
	it.each([
		{ name: 'the beginning of a key', part: 'sk-proj-' },
		{ name: 'percent signs', part: '%25' },
		{ name: 'backslashes', part: '\\' },
		{ name: 'odd signs behind the beginning', part: 'sk-\n\n\n\n\n\n' },
	])('$name', ({ part }) => {
		const redact = openRedaction([`${'\\'.repeat(3)}-secret`, 'sk-proj-\n-123456', '%25%25%25%25']);
		const text = part.repeat(2_000_000 / part.length);
		const began = performance.now();

		redact(text);

		expect(performance.now() - began).toBeLessThan(20_000);
	});
});
