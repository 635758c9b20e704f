import type { FaultOrder } from '../../../../simulator';
import type { FaultGroup, FaultRow } from '../row';

interface LostAnswer {
	name: string;
	fault: FaultOrder['fault'];
	/** Whether the server has taken the order on. */
	isMade?: boolean;
	/** Kind of the error where the render is not found. */
	kind: string;
	/** Tried in every circumstance, as one for all that mean the same to the node. */
	standsForAll?: boolean;
}

const lostAnswers: LostAnswer[] = [
	{ name: '500', fault: { kind: 'status', status: 500 }, kind: 'serverUnreachable' },
	{ name: '503', fault: { kind: 'status', status: 503 }, kind: 'serverUnreachable' },
	{ name: '200 without an id', fault: { kind: 'jsonInstead' }, kind: 'notSupported' },
	{ name: 'it hangs, not accepted', fault: { kind: 'hang' }, kind: 'timeout' },
	{
		name: 'reset before it is accepted',
		fault: { kind: 'reset' },
		kind: 'serverUnreachable',
		standsForAll: true,
	},
	{
		name: 'reset after it is accepted',
		fault: { kind: 'reset', when: 'after' },
		isMade: true,
		kind: 'serverUnreachable',
		standsForAll: true,
	},
	{
		name: 'it hangs, accepted',
		fault: { kind: 'hang', when: 'after' },
		isMade: true,
		kind: 'timeout',
		standsForAll: true,
	},
	{
		name: '502 of a proxy, accepted',
		fault: { kind: 'html', when: 'after' },
		isMade: true,
		kind: 'serverUnreachable',
	},
	{ name: 'malformed JSON', fault: { kind: 'malformed' }, isMade: true, kind: 'notSupported' },
	{ name: 'an empty answer', fault: { kind: 'empty' }, isMade: true, kind: 'notSupported' },
	{
		name: 'an answer cut at half',
		fault: { kind: 'cut', atFraction: 0.5 },
		isMade: true,
		kind: 'serverUnreachable',
	},
];

/** What else is the case. */
interface Circumstance {
	name: string;
	row: Omit<FaultRow, 'name' | 'expected'>;
	/** What the error says where the render is not found; undefined where it is created again. */
	says?: RegExp;
	/** The server does not let a lost render be found. */
	hidesRenders?: boolean;
	/** Tried with every lost answer. */
	withAll?: boolean;
}

const retryCreate = { retryCreate: true };
const equalPrompts = Array.from({ length: 3 }, () => '[10s] a paper boat');

const circumstances: Circumstance[] = [
	{ name: '', row: {}, says: /may exist.*Get Many/, withAll: true },
	{ name: ', Retry Create', row: { options: retryCreate }, withAll: true },
	{
		name: ', three equal prompts',
		row: { prompts: equalPrompts },
		says: /may exist.*Get Many/,
		withAll: true,
	},
	{
		name: ', three equal prompts, Retry Create',
		row: { prompts: equalPrompts, options: retryCreate },
	},
	{
		name: ', no prompts in the list',
		row: { server: { dialect: 'litellm' } },
		says: /may exist.*without their prompts/,
		hidesRenders: true,
	},
	{
		name: ', no prompts in the list, Retry Create',
		row: { server: { dialect: 'litellm' }, options: retryCreate },
		hidesRenders: true,
	},
	{
		name: ', no list',
		row: { server: { dialect: 'new-api' } },
		says: /may exist.*does not list/,
		hidesRenders: true,
	},
	{
		name: ', no list, Retry Create',
		row: { server: { dialect: 'new-api' }, options: retryCreate },
		hidesRenders: true,
	},
];

function combine(lost: LostAnswer, { name, row, says, hidesRenders }: Circumstance): FaultRow {
	const { isMade = false, fault, kind } = lost;
	const isFound = isMade && !hidesRenders;
	const fails = !isFound && says !== undefined;
	const isMadeAgain = !isFound && says === undefined;
	return {
		...row,
		name: `${lost.name}${name}`,
		orders: [{ match: { path: 'create', prompt: /boat/ }, fault }],
		expected: {
			paid: 2 + (isMade ? 1 : 0) + (isMadeAgain ? 1 : 0),
			clips: fails ? 2 : 3,
			...(fails ? { errors: [{ item: 0, kind, says, hasId: false }] } : {}),
			unnamed: isMade && !isFound ? 1 : 0,
		},
	};
}

/** The answer to a create is lost, and only the server knows whether there is a render. */
export const lostCreates: FaultGroup = {
	title: 'The answer to a create is lost',
	rows: lostAnswers.flatMap((lost) =>
		circumstances
			.filter(({ withAll }) => withAll || lost.standsForAll)
			.map((circumstance) => combine(lost, circumstance)),
	),
};
