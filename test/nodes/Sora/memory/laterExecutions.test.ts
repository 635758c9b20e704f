import type { IDataObject } from 'n8n-workflow';

import { openStaticMemory } from '../../../../nodes/Sora/memory/laterExecutions';
import { fakeExecute } from '../../../support/fakeContext';

const day = '2026-11-21';

function open(staticData: IDataObject = {}) {
	const { context } = fakeExecute({ staticData });
	return { memory: openStaticMemory(context), staticData };
}

describe('what was spent on a day', () => {
	it('adds up without odd fractions of a cent', () => {
		const { memory, staticData } = open();
		for (let times = 0; times < 3; times++) memory.spend(day, 0.1);

		expect(memory.spentOn(day)).toBe(0.3);
		expect(memory.spentOn('2026-11-22')).toBe(0);
		expect(staticData).toMatchObject({ spent: { [day]: 0.3 } });
	});

	it('is still known when the clock was on another day meanwhile', () => {
		const { memory } = open();
		memory.spend(day, 3);
		memory.spend('2027-01-01', 1);

		expect(memory.spentOn(day)).toBe(3);

		memory.spend(day, 1);

		expect(memory.spentOn(day)).toBe(4);
		expect(memory.spentOn('2027-01-01')).toBe(1);
	});

	it('is kept for three days only, which n8n stores with the workflow', () => {
		const { memory, staticData } = open();
		for (const last of [1, 2, 3, 4]) memory.spend(`2026-12-0${last}`, last);

		expect(staticData.spent).toEqual({ '2026-12-02': 2, '2026-12-03': 3, '2026-12-04': 4 });
	});

	it('is never less than nothing', () => {
		const { memory } = open();
		memory.spend(day, 0.1);
		memory.spend(day, -5);

		expect(memory.spentOn(day)).toBe(0);
	});

	it('stays when something of the day before is taken back', () => {
		const { memory } = open();
		memory.spend('2026-11-20', 0.4);
		memory.spend(day, 3);
		memory.spend('2026-11-20', -0.4);

		expect(memory.spentOn(day)).toBe(3);
	});

	it('is seen by all who share the memory, at once', () => {
		const staticData = {};
		const [one, other] = [open(staticData).memory, open(staticData).memory];
		one.spend(day, 1);
		other.spend(day, 1);

		expect(one.spentOn(day)).toBe(2);
	});
});

describe('renders', () => {
	it('are found by their key until they are forgotten', () => {
		const { memory } = open();
		memory.rememberRender('k1', { videoId: 'v1', atMs: 1 });
		memory.rememberRender('k2', { videoId: 'v2', atMs: 2 });

		expect(memory.renderOf('k1')).toEqual({ videoId: 'v1', atMs: 1 });

		memory.forgetRender('v1');
		memory.forgetRender('unknown');

		expect(memory.renderOf('k1')).toBeUndefined();
		expect(memory.renderOf('k2')).toEqual({ videoId: 'v2', atMs: 2 });
	});

	it('of one key are the newest one', () => {
		const { memory } = open();
		memory.rememberRender('k', { videoId: 'v1', atMs: 1 });
		memory.rememberRender('k', { videoId: 'v2', atMs: 2 });

		expect(memory.renderOf('k')).toEqual({ videoId: 'v2', atMs: 2 });
	});

	it('are bounded to the newest five hundred', () => {
		const { memory, staticData } = open();
		for (let at = 0; at < 501; at++)
			memory.rememberRender(`k${at}`, { videoId: `v${at}`, atMs: at });

		expect(memory.renderOf('k0')).toBeUndefined();
		expect(memory.renderOf('k1')).toBeDefined();
		expect(memory.renderOf('k500')).toBeDefined();
		expect(JSON.stringify(staticData).length).toBeLessThan(100_000);
	});
});

describe('what somebody else left in the static data is no trouble:', () => {
	it.each([
		{ name: 'words', staticData: { spent: 'much', renders: 'many' } },
		{
			name: 'half of it',
			staticData: { spent: { [day]: 'much' }, renders: { k: { videoId: 'v' } } },
		},
		{ name: 'nothing', staticData: { spent: null, renders: null } },
	])('$name', ({ staticData }) => {
		const { memory } = open(structuredClone(staticData));

		expect(memory.spentOn(day)).toBe(0);
		expect(memory.renderOf('k')).toBeUndefined();

		memory.spend(day, 1);
		memory.rememberRender('k', { videoId: 'v', atMs: 1 });

		expect(memory.spentOn(day)).toBe(1);
		expect(memory.renderOf('k')).toBeDefined();
	});

	it('a foreign key keeps its value', () => {
		const { memory, staticData } = open({ seen: ['a'] });
		memory.spend(day, 1);

		expect(staticData).toMatchObject({ seen: ['a'] });
	});
});

describe('production runs of one node', () => {
	/** A run that began with what was stored before it, as n8n loads it. */
	const begin = (
		nodeId: string,
		staticData: IDataObject = {},
		mode: 'trigger' | 'manual' = 'trigger',
	) => openStaticMemory(fakeExecute({ staticData, mode, node: { id: nodeId } }).context);

	it('side by side see what each spends, although each has its own copy', () => {
		const [one, other] = [begin('side by side'), begin('side by side')];
		one.spend(day, 1);
		other.spend(day, 2);

		expect([one.spentOn(day), other.spentOn(day)]).toEqual([3, 3]);
	});

	it('side by side find each other’s renders', () => {
		const [one, other] = [begin('renders'), begin('renders')];
		one.rememberRender('k', { videoId: 'v1', atMs: 1 });
		other.rememberRender('l', { videoId: 'v2', atMs: 2 });

		expect(other.renderOf('k')).toEqual({ videoId: 'v1', atMs: 1 });
		expect(one.renderOf('l')).toEqual({ videoId: 'v2', atMs: 2 });
	});

	it('go on from what was stored, where it is more', () => {
		begin('stored').spend(day, 1);

		expect(begin('stored', { spent: { [day]: 7 } }).spentOn(day)).toBe(7);
		expect(begin('stored', { spent: { [day]: 0.5 } }).spentOn(day)).toBe(1);
		expect(begin('stored', { spent: { '2026-11-20': 9 } }).spentOn(day)).toBe(1);
		expect(begin('stored', { spent: { '2026-11-22': 9 } }).spentOn('2026-11-22')).toBe(9);
	});

	it('take back what was refused', () => {
		const [one, other] = [begin('refused'), begin('refused')];
		one.spend(day, 1);
		one.spend(day, -1);

		expect(other.spentOn(day)).toBe(0);
	});

	it('do not mix with manual ones, nor with those of other nodes', () => {
		begin('mine').spend(day, 1);

		expect(begin('mine', {}, 'manual').spentOn(day)).toBe(0);
		expect(begin('other').spentOn(day)).toBe(0);

		begin('tried out', {}, 'manual').spend(day, 5);

		expect(begin('tried out').spentOn(day)).toBe(0);
	});

	it('are kept in mind for the newest five hundred nodes', () => {
		for (let node = 0; node < 501; node++) begin(`node ${node}`).spend(day, 1);

		expect(begin('node 0').spentOn(day)).toBe(0);
		expect(begin('node 500').spentOn(day)).toBe(1);
	});
});
