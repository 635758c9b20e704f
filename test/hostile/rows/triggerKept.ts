import type { IDataObject } from 'n8n-workflow';

import { endpointSecret } from '../server/endpoints';
import { answered, delivered, manual, playOf, rightDelivery } from './deliveries';
import type { HostileRow } from '../row';

const nowSeconds = Math.floor(Date.now() / 1000);

/** What static data of a trigger may hold after a fault, an import or somebody's hand. */
const damaged: Array<{ name: string; seen: unknown; isKnown?: boolean; more?: IDataObject }> = [
	{
		name: 'a number too large, and entries cut',
		seen: `[["a",1e400],["b"],null,["wh_1",${nowSeconds}]]`,
		isKnown: true,
	},
	{ name: 'a time of the year 10000', seen: [['wh_1', 253_402_300_800]], isKnown: true },
	{ name: 'half a text', seen: '[["wh_1",17' },
	{ name: 'an object', seen: { wh_1: nowSeconds } },
	{ name: 'nested 100,000 levels deep', seen: '['.repeat(100_000) },
	{
		name: '5 MB of entries',
		seen: JSON.stringify(
			Array.from({ length: 100_000 }, (_, n) => [`wh_${'0'.repeat(30)}${n}`, nowSeconds]),
		),
	},
	{
		name: 'a registration of other types',
		seen: '[]',
		more: { endpointId: 7, signingSecret: { a: 1 }, url: null },
	},
];

const damagedRows = damaged.map(({ name, seen, isKnown = false, more }): HostileRow => ({
	name: `static data holds ${name}`,
	play: delivered([rightDelivery('wh_1')], { kept: { seen, ...more } as IDataObject }),
	expected: {
		status: 'played',
		also: answered(isKnown ? { '200 seen before': 1 } : { '200 accepted': 1 }, isKnown ? 0 : 1),
	},
	inTests: isKnown,
}));

/** What a copy of a workflow brings along. */
const original = {
	endpointId: 'we_original',
	signingSecret: endpointSecret,
	workflowId: 'original',
	instanceId: 'another',
	url: 'https://n8n.example.com/webhook/1',
};

const copied = [
	{ name: 'a copied workflow is switched on and off', parameters: {} },
	{ name: 'a copied workflow with Registration Manual is switched on and off', parameters: manual },
].map(({ name, parameters }): HostileRow => ({
	name,
	play: playOf({ parameters, kept: original, steps: [{ do: 'activate' }, { do: 'deactivate' }] }),
	expected: {
		status: 'played',
		also: ({ asked }) =>
			asked.some(({ id }) => id === original.endpointId) ? ["the original's is asked for"] : [],
	},
	inTests: true,
}));

/** What n8n has kept for the trigger, and another has written or registered. */
export const triggerKept: HostileRow[] = [...damagedRows, ...copied];
