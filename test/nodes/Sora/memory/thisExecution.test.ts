import type { IDataObject } from 'n8n-workflow';

import { openNotes } from '../../../../nodes/Sora/memory/thisExecution';
import { fakeExecute } from '../../../support/fakeContext';

const place = { itemIndex: 2, version: 1 };
const made = { key: 'key', videoId: 'v1', isMade: true };

function open(nodeContext: IDataObject = {}, runIndex = 0, executionId = '7') {
	const { context } = fakeExecute({ nodeContext, runIndex, executionId });
	return openNotes(context);
}

/** As n8n stores the context of a node with an execution. */
const stored = (context: IDataObject) => JSON.parse(JSON.stringify(context)) as IDataObject;

describe('a render that was noted', () => {
	it('is found by a later try at the same place only', () => {
		const context = {};
		open(context).write(place, made);
		const notes = open(stored(context));

		expect(notes.of(place)).toMatchObject({ ...made, isFromThisExecution: true });
		expect(notes.of({ ...place, version: 2 })).toBeUndefined();
		expect(notes.of({ ...place, itemIndex: 0 })).toBeUndefined();
		expect(notes.videoIds()).toEqual(['v1']);
	});

	it('tells another execution that it is not its own', () => {
		const context = {};
		open(context).write(place, made);

		expect(open(stored(context), 0, '8').of(place)).toMatchObject({ isFromThisExecution: false });
	});

	it('gives way to the newest one of its place, and can be forgotten', () => {
		const notes = open();
		notes.write(place, made);
		notes.write(place, { ...made, videoId: 'v2' });

		expect(notes.of(place)).toMatchObject({ videoId: 'v2' });

		notes.forget(place);

		expect(notes.of(place)).toBeUndefined();
	});

	it('leaves nothing in the execution but ids, the hash and the time', () => {
		const context = {};
		open(context).write(place, made);

		expect(stored(context)).toEqual({
			renders: { '0:2:1': { ...made, executionId: '7', atMs: expect.any(Number) as number } },
		});
	});
});

describe('the rounds of a loop', () => {
	it('do not find each other’s renders, but know them', () => {
		const context = {};
		open(context, 0).write(place, made);
		const second = open(context, 1);

		expect(second.of(place)).toBeUndefined();
		expect(second.videoIds()).toEqual(['v1']);
	});

	it('are forgotten one by one', () => {
		const context = {};
		open(context, 1).write(place, made);
		open(context, 11).write(place, made);
		open(context, 1).clear();

		expect(open(context, 1).of(place)).toBeUndefined();
		expect(open(context, 11).of(place)).toMatchObject(made);
	});

	it('add up what they cost, also when one has ended well', () => {
		const context = {};
		const first = open(context, 0);
		first.spend(1, 1);
		first.clear();

		expect(open(context, 1).spent()).toEqual({ usd: 1, videos: 1 });
	});
});

it('what all tries have cost adds up', () => {
	const context = {};
	const first = open(context);
	first.spend(0.1, 1);
	first.spend(0.2, 1);
	first.spend(-0.2, -1);
	const second = open(stored(context));
	second.spend(0.2, 1);

	expect(second.spent()).toEqual({ usd: 0.3, videos: 2 });
});

it('two runs of one node at once keep the notes of both', () => {
	const context = {};
	const [one, other] = [open(context), open(context)];
	one.write({ itemIndex: 0, version: 1 }, made);
	other.write({ itemIndex: 1, version: 1 }, made);

	expect(open(context).of({ itemIndex: 0, version: 1 })).toMatchObject(made);
	expect(open(context).of({ itemIndex: 1, version: 1 })).toMatchObject(made);
});

it('a note costs the same however many there are', () => {
	const context: IDataObject = {};
	const notes = open(context);
	for (let itemIndex = 0; itemIndex < 8_000; itemIndex++)
		notes.write({ itemIndex, version: 1 }, made);
	const renders = context.renders;
	const before = { ...(renders as IDataObject) };

	notes.write(place, { ...made, videoId: 'v2' });

	expect(context.renders).toBe(renders);
	const changed = Object.keys(before).filter(
		(name) => (renders as IDataObject)[name] !== before[name],
	);
	expect(changed).toEqual(['0:2:1']);
});

it.each([
	{ name: 'words', context: { renders: 'x', spent: 'y' } },
	{ name: 'half of it', context: { renders: { '0:2:1': { key: 'key' } }, spent: { usd: 1 } } },
	{ name: 'a list', context: { renders: ['x'], spent: [] } },
])('a context in which something else stands is no trouble: $name', ({ context }) => {
	const notes = open(context);

	expect(notes.of(place)).toBeUndefined();
	expect(notes.spent()).toEqual({ usd: 0, videos: 0 });
	expect(notes.videoIds()).toEqual([]);

	notes.write(place, made);

	expect(notes.of(place)).toMatchObject(made);
});

it('a create that was lost is remembered until its place has a render', () => {
	const context = {};
	const asked = { promptHash: 'h', model: null, seconds: 4, size: null, source: null };
	const lost = { sentMs: 5_000, idempotencyKey: 'i', asked };
	open(context).write(place, { key: 'key', lost });
	const notes = open(stored(context));

	expect(notes.of(place)).toMatchObject({ lost });
	expect(notes.of(place)).not.toHaveProperty('videoId');

	notes.write(place, made);

	expect(notes.of(place)).not.toHaveProperty('lost');
});
