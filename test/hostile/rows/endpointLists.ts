import { json } from '../server/answers';
import { endpointBody, honestEndpoints } from '../server/endpoints';
import type { HostileRow } from '../row';
import type { Answer, Asked } from '../server/server';

/** Where n8n's engine says that it is called. */
const ownUrl = 'http://localhost:5678/webhook/b7d4e6a1/webhook';

const endpoints = (count: number, prefix = 'we_old') =>
	Array.from({ length: count }, (_, index) => endpointBody(`${prefix}_${index}`, ownUrl));

/** Everything right but the list. */
function listing(list: (asked: Asked) => unknown): Answer {
	const honest = honestEndpoints();
	return (asked, response) => {
		const isList = asked.method === 'GET' && asked.id === '';
		return isList ? json(list(asked))(asked, response) : honest(asked, response);
	};
}

const deletions = (asked: readonly Asked[]) => asked.filter(({ method }) => method === 'DELETE');

interface OddList {
	name: string;
	list: (asked: Asked) => unknown;
	/** Of requests for endpoints in all, activation and deactivation. */
	most: number;
	/** What the failed activation says. */
	says?: RegExp;
	/** Whether it may also fail, since the answer is too large. */
	mayFail?: boolean;
	inTests?: boolean;
}

const odd: OddList[] = [
	{
		name: 'entries without address or ID among its own',
		list: () => ({ data: [{ id: 'we_1' }, null, 7, { url: ownUrl }, ...endpoints(2)] }),
		most: 6,
		inTests: true,
	},
	{
		name: 'the same 1,000 entries on each of endless pages',
		list: () => ({ data: endpoints(1_000), has_more: true }),
		most: 60,
		inTests: true,
	},
	{
		name: 'other 1,000 entries on each of endless pages',
		list: ({ nth }) => ({ data: endpoints(1_000, `we_${nth}`), has_more: true }),
		most: 80,
	},
	{
		name: 'one entry 100,000 times over',
		list: () => ({ data: Array(100_000).fill(endpointBody('we_1', ownUrl)), has_more: true }),
		most: 10,
		mayFail: true,
	},
	{ name: 'no list', list: () => ({ data: 'none' }), most: 1, says: /"Manual"/ },
	{ name: 'a page', list: () => '<!doctype html>', most: 1, says: /"Manual"/ },
];

/** Odd lists of webhook endpoints: an activation and a deactivation of a trigger that registers itself. */
export const endpointLists: HostileRow[] = [
	...odd.map(({ name, list, most, says, mayFail = false, inTests = false }): HostileRow => ({
		name: `the server's list of webhooks: ${name}`,
		play: {
			operation: 'create',
			trigger: { steps: [{ do: 'activate' }, { do: 'deactivate' }] },
		},
		answers: () => ({ endpoints: listing(list) }),
		expected: {
			status: 'played',
			errors: says ? [{ kind: /^activate$/, says }] : [],
			...(mayFail ? { orError: { kind: /^activate$/ } } : {}),
			mostAsked: { endpoints: most },
			also: ({ asked }) =>
				deletions(asked).length <= 51 ? [] : [`deletions: ${deletions(asked).length}`],
		},
		inTests,
	})),
	{
		name: 'the server takes the webhook to another address, and the workflow is switched off',
		play: {
			operation: 'create',
			trigger: { steps: [{ do: 'activate' }, { do: 'deactivate' }] },
		},
		answers: () => {
			const honest = honestEndpoints();
			const elsewhere = (asked: Asked) => endpointBody(asked.id, 'https://other.example.com/');
			return {
				endpoints: (asked, response) =>
					asked.method === 'GET' && asked.id !== ''
						? json(elsewhere(asked))(asked, response)
						: honest(asked, response),
			};
		},
		expected: {
			status: 'played',
			also: ({ asked }) => (deletions(asked).length === 0 ? [] : ["another's is removed"]),
		},
	},
	{
		name: 'the server refuses and repeats the key',
		play: {
			operation: 'create',
			credential: { apiKey: 'sk-hostile-0123456789' },
			trigger: { steps: [{ do: 'activate' }] },
			needles: { 'the key': 'sk-hostile-0123456789' },
		},
		answers: () => ({
			endpoints: json({ error: { message: 'Incorrect API key: sk-hostile-0123456789' } }, 401),
		}),
		expected: { status: 'played', errors: [{ kind: /^activate$/, says: /API Key/ }] },
	},
];
