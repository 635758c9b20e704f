import type { IDataObject } from 'n8n-workflow';

import { openNotes } from '../../../../nodes/Sora/memory/thisExecution';
import { fakeExecute } from '../../../support/fakeContext';

const place = { itemIndex: 2, version: 1 };

function open(nodeContext: IDataObject = {}, runIndex = 0) {
	const { context } = fakeExecute({ nodeContext, runIndex });
	return openNotes(context);
}

/** As n8n stores the context of a node with an execution. */
const stored = (context: IDataObject) => JSON.parse(JSON.stringify(context)) as IDataObject;

describe('a render that was noted', () => {
	it('is found by a later try, for the same request at the same place only', () => {
		const context = {};
		open(context).write(place, 'key', 'v1');
		const notes = open(stored(context));

		expect(notes.find(place, 'key')).toBe('v1');
		expect(notes.find(place, 'other')).toBeUndefined();
		expect(notes.find({ ...place, version: 2 }, 'key')).toBeUndefined();
		expect(notes.find({ ...place, itemIndex: 0 }, 'key')).toBeUndefined();
		expect(notes.has(place)).toBe(true);
		expect(notes.has({ ...place, version: 2 })).toBe(false);
		expect(notes.knows('v1')).toBe(true);
		expect(notes.knows('v2')).toBe(false);
	});

	it('gives way to the newest one of its place', () => {
		const notes = open();
		notes.write(place, 'key', 'v1');
		notes.write(place, 'key', 'v2');

		expect(notes.find(place, 'key')).toBe('v2');
	});

	it('leaves nothing in the execution but its id and the hash', () => {
		const context = {};
		open(context).write(place, 'key', 'v1');

		expect(stored(context)).toEqual({
			renders: { '0:2:1': { key: 'key', videoId: 'v1' } },
			spent: {},
		});
	});
});

describe('the rounds of a loop', () => {
	it('do not find each other’s renders, nor count each other’s costs', () => {
		const context = {};
		const first = open(context, 0);
		first.write(place, 'key', 'v1');
		first.spend(1, 1);
		const second = open(context, 1);

		expect(second.find(place, 'key')).toBeUndefined();
		expect(second.spent()).toEqual({ usd: 0, videos: 0 });
		expect(second.knows('v1')).toBe(true);
	});

	it('are forgotten one by one', () => {
		const context = {};
		open(context, 1).write(place, 'key', 'v1');
		open(context, 11).write(place, 'key', 'v2');
		const first = open(context, 1);
		first.spend(1, 1);
		first.clear();

		expect(open(context, 1).find(place, 'key')).toBeUndefined();
		expect(open(context, 1).spent()).toEqual({ usd: 0, videos: 0 });
		expect(open(context, 11).find(place, 'key')).toBe('v2');
	});
});

it('what all tries of a run have cost adds up', () => {
	const context = {};
	const first = open(context);
	first.spend(0.1, 1);
	first.spend(0.2, 1);
	first.spend(-0.2, -1);
	const second = open(stored(context));
	second.spend(0.2, 1);

	expect(second.spent()).toEqual({ usd: 0.3, videos: 2 });
});

it.each([
	{ name: 'words', context: { renders: 'x', spent: 'y' } },
	{ name: 'half of it', context: { renders: { '0:2:1': { key: 'key' } }, spent: { 0: {} } } },
])('a context in which something else stands is no trouble: $name', ({ context }) => {
	const notes = open(context);

	expect(notes.find(place, 'key')).toBeUndefined();
	expect(notes.spent()).toEqual({ usd: 0, videos: 0 });
});

describe('a create that was lost', () => {
	it('is remembered by when it was sent, until its place has a render', () => {
		const context = {};
		open(context).writeLost(place, 'key', 5_000);
		const notes = open(stored(context));

		expect(notes.lostAt(place, 'key')).toBe(5_000);
		expect(notes.lostAt(place, 'other')).toBeUndefined();
		expect(notes.find(place, 'key')).toBeUndefined();
		expect(notes.has(place)).toBe(true);

		notes.write(place, 'key', 'v1');

		expect(notes.lostAt(place, 'key')).toBeUndefined();
	});
});
