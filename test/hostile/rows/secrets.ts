import { json, send } from '../server/answers';
import { promptOf, videoBody } from '../server/honest';
import type { Play } from '../player/messages';
import type { HostileGroup, HostileRow } from '../row';
import type { Answer, Answers } from '../server/server';

/** With the signs that one spelling or another writes differently. */
const key = "sk-Q7+w&e/r=t<y>9'Zx%0k";
const headerSecret = 'gateway+token/42&more=x';

const unicode = (text: string, which: RegExp, upper: boolean) =>
	text.replace(which, (sign) => {
		const hex = (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
		return `\\u${upper ? hex.toUpperCase() : hex}`;
	});
const lowerPercent = (text: string) =>
	encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (part) => part.toLowerCase());
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A secret as servers, proxies and their libraries write it. */
const spellings: Record<string, string> = {
	'the key': key,
	'the key after Bearer': `Bearer ${key}`,
	'the key, its slashes escaped': key.replaceAll('/', '\\/'),
	'the key as .NET writes it': unicode(key, /[+&<>']/g, true),
	'the key as Go writes it': unicode(key, /[&<>]/g, false),
	'the key, every sign as \\u': unicode(key, /./g, false),
	'the key, percent-encoded': encodeURIComponent(key),
	'the key, percent-encoded in lower case': lowerPercent(key),
	'the key, as a form writes it': new URLSearchParams({ k: key }).toString().slice(2),
	'the key in base64': base64(key),
	'the key in base64url': Buffer.from(key).toString('base64url'),
	'the header': headerSecret,
	'the header in base64': base64(headerSecret),
};
const names = Object.keys(spellings);

/** The text a request is to be answered with: each item asks for another spelling. */
type Echo = (spelled: string) => Answer;

const spelledFor = (prompt: string) => spellings[names[Number(prompt)] ?? ''] ?? '';
const said = (spelled: string) => `the key ${spelled} is odd`;

interface Place {
	name: string;
	route: 'create' | 'look' | 'content';
	echo: Echo;
	operation?: 'create';
	inTests?: boolean;
}

const asJson = { 'content-type': 'application/json' };
const odd = Buffer.from('\0\x01\x02\x03'.padEnd(64, '\x04'), 'latin1');

/** Where a server can say it. JSON is written by hand, so that a spelling arrives as it is. */
const places: Place[] = [
	{
		name: 'the message of an error',
		route: 'create',
		echo: (spelled) => send(`{"error":{"message":"${said(spelled)}"}}`, asJson, 400),
		inTests: true,
	},
	{
		name: 'the code of an error',
		route: 'create',
		echo: (spelled) => send(`{"error":{"message":"no","code":"${spelled}"}}`, asJson, 400),
	},
	{
		name: 'an error in plain text',
		route: 'create',
		echo: (spelled) => send(said(spelled), { 'content-type': 'text/plain' }, 403),
		inTests: true,
	},
	{
		name: 'a page with status 200',
		route: 'create',
		echo: (spelled) => send(`<html><p>${said(spelled)}</p>`, { 'content-type': 'text/html' }),
	},
	{
		name: 'the id of a video',
		route: 'create',
		echo: (spelled) => send(body('id', `v ${spelled}`), asJson),
		inTests: true,
	},
	{
		name: 'the status word',
		route: 'look',
		echo: (spelled) => send(body('status', `odd ${spelled}`), asJson),
		inTests: true,
	},
	{
		name: 'a field that nobody knows',
		route: 'look',
		echo: (spelled) => send(body('note', said(spelled)), asJson),
		inTests: true,
	},
	{
		name: 'the reason of a failed render',
		route: 'look',
		echo: (spelled) =>
			send(
				`{"id":"video_1","object":"video","status":"failed","error":{"message":"${said(spelled)}"}}`,
				asJson,
			),
	},
	{
		name: 'the error of a look',
		route: 'look',
		echo: (spelled) => send(`{"detail":"${said(spelled)}"}`, asJson, 401),
	},
	{
		name: 'x-request-id',
		route: 'create',
		echo: (spelled) =>
			send('{"error":{"message":"no"}}', { ...asJson, 'x-request-id': spelled }, 400),
	},
	{
		name: 'Location',
		route: 'create',
		echo: (spelled) => send('', { location: `ftp://x/${spelled}` }, 302),
		inTests: true,
	},
	{
		name: 'Location, as part of a query',
		route: 'look',
		echo: (spelled) => send('', { location: `ftp://x/?key=${spelled}` }, 302),
	},
	{
		name: 'a file',
		route: 'content',
		echo: (spelled) => send(said(spelled), { 'content-type': 'text/plain' }),
	},
	{
		name: 'the type of a file',
		route: 'content',
		echo: (spelled) => send(odd, { 'content-type': `audio/${spelled}` }),
	},
];

function body(field: string, text: string): string {
	const known = JSON.stringify({ ...videoBody('video_1', 'completed'), [field]: '?' });
	return known.replace('"?"', `"${text}"`);
}

const echoing = (place: Place) => (honest: Answers) => {
	const prompts = new Map<string, string>();
	const answered: Partial<Answers> = {
		create: (asked, response) => {
			const id = `video_${asked.nth}`;
			prompts.set(id, promptOf(asked));
			return json(videoBody(id, 'queued'))(asked, response);
		},
		look: (asked, response) => json(videoBody(asked.id, 'completed'))(asked, response),
		// Each render is looked at by itself, where the text is.
		list: json({ error: { message: 'no list' } }, 404),
		content: honest.content,
	};
	const { route, echo } = place;
	const answer: Answer = (asked, response) => {
		const prompt = route === 'create' ? promptOf(asked) : (prompts.get(asked.id) ?? '');
		return echo(spelledFor(prompt))(asked, response);
	};
	return { ...answered, [route]: answer };
};

const credential = { apiKey: key, headerName: 'x-gateway', headerSecret };
const limits = { parallelRenders: 20, giveUpAfterMinutes: 1 };

function told(more: Partial<Play>): Play {
	return {
		operation: 'create',
		credential,
		needles: spellings,
		mode: 'manual',
		speed: 30,
		...more,
	};
}

/** All spellings at once with the error output, and one by one where the node stops. */
function rowsOf(place: Place): HostileRow[] {
	const answers = echoing(place);
	// What the server says may make an item fail or not: here only what is told of it counts.
	const anything = { orAnything: true };
	return [
		{
			name: `${place.name}: ${names.length} spellings`,
			play: told({
				node: { onError: 'continueErrorOutput', parameters: { limits } },
				items: names.map((_name, index) => ({ prompt: String(index) })),
			}),
			answers,
			expected: anything,
			inTests: place.inTests ?? false,
		},
		...names.map((name, index) => ({
			name: `${place.name}, the node stops: ${name}`,
			play: told({ node: { parameters: { limits } }, items: [{ prompt: String(index) }] }),
			answers,
			expected: anything,
		})),
	];
}

const broken = 'sk-first-half\nsecond-half-77';
const password = 'PASSW0RD+joe/77';
const inUrl = `http://joe:${encodeURIComponent(password)}@hostile.server/v1`;

const others: HostileRow[] = [
	{
		name: 'a key with a line break, echoed without it',
		play: told({
			credential: { apiKey: broken },
			node: { onError: 'continueErrorOutput' },
			needles: { 'the key without its line break': broken.replace('\n', '') },
		}),
		answers: () => ({
			create: json({ error: { message: said(broken.replace('\n', '')) } }, 400),
		}),
		expected: { orAnything: true },
		inTests: true,
	},
	{
		name: 'a key with a sign beyond ASCII, echoed without it',
		play: told({
			credential: { apiKey: 'sk-first-half\u200bsecond-half-77' },
			node: { onError: 'continueErrorOutput' },
			needles: { 'the key without its odd sign': 'sk-first-halfsecond-half-77' },
		}),
		answers: () => ({
			create: json({ error: { message: said('sk-first-halfsecond-half-77') } }, 400),
		}),
		expected: { orAnything: true },
	},
	...[
		['echoed', () => json({ error: { message: said(password) } }, 400)] as const,
		[
			'echoed as base64',
			() => json({ error: { message: said(base64(`joe:${password}`)) } }, 400),
		] as const,
		[
			'on a redirect that is not followed',
			() => send('', { location: '/v1/elsewhere' }, 302),
		] as const,
		['in a Location', () => send('', { location: inUrl }, 302)] as const,
	].map(([name, create]): HostileRow => ({
		name: `a password in the Base URL, ${name}`,
		play: told({
			credential: { baseUrl: inUrl },
			node: { onError: 'continueErrorOutput' },
			needles: {
				'the password': password,
				'the password, percent-encoded': encodeURIComponent(password),
				'the password in base64': base64(`joe:${password}`),
			},
		}),
		answers: () => ({ create: create() }),
		expected: { orAnything: true },
		inTests: name === 'echoed',
	})),
];

/** What a server says of the credential it was sent. */
export const secrets: HostileGroup = {
	title: 'Secrets',
	rows: [...places.flatMap(rowsOf), ...others],
};
