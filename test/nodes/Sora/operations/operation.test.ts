import type { NodeRun } from '../../../../nodes/Sora/items/run';
import { defineOperation } from '../../../../nodes/Sora/operations/operation';
import { openRun } from '../../../../nodes/Sora/items/openRun';
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
		execute: async (_run, { song }, itemIndex) => {
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

	const work = await sing(performed).prepare(await runOf('shanty'), 0);

	expect(performed).toEqual([]);
	expect(await work()).toEqual([{ json: { song: 'shanty' }, pairedItem: { item: 0 } }]);
	expect(performed).toEqual(['shanty']);
});

it('rejects for a parameter that does not fit, and does no work', async () => {
	const performed: string[] = [];

	await expect(sing(performed).prepare(await runOf(''), 0)).rejects.toThrow('no song');
	expect(performed).toEqual([]);
});
