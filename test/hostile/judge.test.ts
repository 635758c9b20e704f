import { promised, shortcomings } from './judge';
import type { Outcome } from './player/messages';
import type { Expected, Seen } from './row';
import type { Asked } from './server/server';

const outcome = (changes: Partial<Outcome> = {}): Outcome => ({
	status: 'success',
	items: [],
	errors: [],
	entries: 0,
	replies: {},
	seconds: 1,
	timers: 0,
	worstBlockMs: 10,
	grownMb: 1,
	keptMb: 0,
	storedChars: 1_000,
	longestText: 100,
	leaks: [],
	...changes,
});

const error = (changes: Partial<Outcome['errors'][number]> = {}) => ({
	kind: 'badInput',
	message: 'No',
	advice: '',
	...changes,
});

const asked = (route: Asked['route']): Asked => ({
	route,
	method: 'GET',
	url: '/v1/videos',
	id: '',
	headers: {},
	body: '',
	nth: 1,
	atMs: 0,
});

interface Row {
	name: string;
	expected?: Expected;
	seen: Partial<Seen>;
	found: string[];
}

const rows: Row[] = [
	{ name: 'a run within all bounds', seen: {}, found: [] },
	{ name: 'a process that has died', seen: { outcome: 'it died' }, found: ['it died'] },
	{
		name: 'a blocked event loop',
		seen: { outcome: outcome({ worstBlockMs: 251 }) },
		found: ['ms in which nothing else could run: 251, at most 250'],
	},
	{
		name: 'a run that n8n itself is long about',
		expected: { mayBlock: true },
		seen: { outcome: outcome({ worstBlockMs: 251 }) },
		found: [],
	},
	{
		name: 'growth',
		seen: { outcome: outcome({ grownMb: 65 }) },
		found: ['MB grown: 65, at most 64'],
	},
	{
		name: 'too many equal requests',
		seen: { perSecond: 5.2 },
		found: ['equal requests a second: 5, at most 4'],
	},
	{
		name: 'a secret',
		seen: { outcome: outcome({ leaks: [{ needle: 'the key', where: 'items' }] }) },
		found: ['the key is told in items'],
	},
	{
		name: 'a late end after Stop',
		seen: { outcome: outcome({ stopMs: 1_001 }) },
		found: ['ms until Stop had ended the run: 1001, at most 1000'],
	},
	{
		name: 'a timer that outlives a stopped run',
		expected: { noTimers: true },
		seen: { outcome: outcome({ timers: 1 }) },
		found: ['timers left behind: 1, at most 0'],
	},
	{
		name: 'a clip that is missing, and the reason',
		expected: { clips: 1 },
		seen: { outcome: outcome({ errors: [error()] }) },
		found: ['clips: 0 instead of 1 (badInput: No)', 'errors: 1 instead of 0', 'error badInput: No'],
	},
	{
		name: 'an error that is as good as the clip',
		expected: { clips: 1, orError: { kind: /badInput/ } },
		seen: { outcome: outcome({ errors: [error()] }) },
		found: [],
	},
	{
		name: 'a paid render that nobody is told of',
		expected: { errors: [{ kind: /badInput/, mayExist: true }] },
		seen: { outcome: outcome({ errors: [error()] }) },
		found: ['nobody is told that the video may exist'],
	},
	{
		name: 'a run that may end in any way, but not without bounds',
		expected: { orAnything: true },
		seen: { outcome: outcome({ errors: [error()], status: 'error', grownMb: 65 }) },
		found: ['MB grown: 65, at most 64'],
	},
	{
		name: 'requests that should not be, and one that should',
		expected: { mostAsked: { list: 1 }, leastAsked: { delete: 1 } },
		seen: { asked: [asked('list'), asked('list')] },
		found: ['requests (list): 2, at most 1', 'requests (delete): 0, at least 1'],
	},
];

it.each(rows)('sees $name', ({ name, expected, seen, found }) => {
	const row = { name, play: { operation: 'create' as const }, ...(expected ? { expected } : {}) };
	const whole: Seen = { outcome: outcome(), asked: [], clips: 0, perSecond: 0, ...seen };

	expect(shortcomings(row, whole, promised)).toEqual(found);
});
