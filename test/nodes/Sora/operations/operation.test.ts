import type { NodeRun } from '../../../../nodes/Sora/run/nodeRun';
import { defineOperation } from '../../../../nodes/Sora/operations/operation';
import { openRun } from '../../../../nodes/Sora/run/openRun';
import { fakeExecute } from '../../../support/fakeContext';

const option = { name: 'Sing', value: 'sing', action: 'Sing a song' };

async function runOf(song: string): Promise<NodeRun> {
	const limits = { parallelRenders: 1, giveUpAfterMs: 1, giveUpQueuedAfterMs: 1 };
	const { context } = fakeExecute({ parameters: { song } });
	return await openRun(context, limits, new AbortController().signal);
}

const sing = (performed: string[]) =>
	defineOperation({
		option,
		fields: [
			{
				displayName: 'Song',
				name: 'song',
				type: 'string',
				default: '',
				displayOptions: { show: { aloud: [true] } },
			},
		],
		read: (context, itemIndex) => {
			const song: unknown = context.getNodeParameter('song', itemIndex);
			if (song === '') throw new Error('no song');
			return { song: String(song) };
		},
		execute: async (_run, { song }, { itemIndex }) => {
			performed.push(song);
			return [{ json: { song }, pairedItem: { item: itemIndex } }];
		},
	});

it('shows its fields for this operation only, beside their own conditions', () => {
	expect(sing([]).fields).toMatchObject([
		{
			name: 'song',
			displayOptions: { show: { resource: ['video'], operation: ['sing'], aloud: [true] } },
		},
	]);
});

it('reads an item before any work is done', async () => {
	const performed: string[] = [];

	const run = await runOf('shanty');
	const { work } = await sing(performed).prepare(run, 0);

	expect(performed).toEqual([]);
	expect(
		await run.slots.use(async (slot) => await work({ itemIndex: 0, version: 1, slot })),
	).toEqual([{ json: { song: 'shanty' }, pairedItem: { item: 0 } }]);
	expect(performed).toEqual(['shanty']);
});

it('rejects for a parameter that does not fit, and does no work', async () => {
	const performed: string[] = [];

	await expect(sing(performed).prepare(await runOf(''), 0)).rejects.toThrow('no song');
	expect(performed).toEqual([]);
});

it('that starts no renders is one output and costs nothing', async () => {
	const { versions, clip } = await sing([]).prepare(await runOf('shanty'), 0);

	expect({ versions, clip }).toEqual({ versions: 1, clip: undefined });
});

it('that starts renders says how many, and what they cost', async () => {
	const clipOf = {
		prompt: null,
		model: 'sora-2',
		size: '1280x720',
		resolution: '720p',
		seconds: 4,
	};
	const { prepare } = defineOperation({
		option,
		fields: [],
		read: () => 3,
		renders: { versions: (count) => count, clip: async () => clipOf },
		execute: async () => [],
	});

	const { versions, clip } = await prepare(await runOf('shanty'), 0);

	expect(versions).toBe(3);
	expect(await clip?.()).toEqual(clipOf);
});
