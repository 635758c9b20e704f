import { videoSchema } from '../../../../nodes/Sora/services/video';
import { openRun } from '../../../../nodes/Sora/run/openRun';
import { asContext } from '../../../support/fakeContext/asContext';
import { fakeExecute } from '../../../support/fakeContext';
import type { IExecuteFunctions } from 'n8n-workflow';
import { openHouse } from '../house';
import { useLab } from '../lab';
import { openItemRun } from './itemRun';

const lab = useLab();

const limits = { giveUpAfterMs: 1, giveUpQueuedAfterMs: 1, parallelRenders: 5 };
const { signal } = new AbortController();

describe('an agent gets short items:', () => {
	it.each([
		{ name: 'a node in a workflow', options: {}, expected: false },
		{ name: 'a tool, as the engine says', options: { isTool: true }, expected: true },
		{
			name: 'a tool, as its type says',
			options: { node: { type: 'n8n-nodes-sora.soraTool' } },
			expected: true,
		},
	])('$name: $expected', async ({ options, expected }) => {
		expect((await openRun(fakeExecute(options).context, limits, signal)).isTool).toBe(expected);
	});

	it('an older engine that cannot say is not asked', async () => {
		const { context } = fakeExecute();
		const older = asContext<IExecuteFunctions>({
			getNode: () => context.getNode(),
			getCredentials: async (type: string) => await context.getCredentials(type),
			getExecutionCancelSignal: () => undefined,
			getContext: () => ({}),
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
			getWorkflowStaticData: () => ({}),
			getTimezone: () => 'UTC',
			getMode: () => 'manual',
			getWorkflow: () => ({ id: 'workflow' }),
			getExecutionId: () => 'execution',
		});

		expect((await openRun(older, limits, signal)).isTool).toBe(false);
	});
});

it('a run begins with nothing paid for, and ends with its own signal', async () => {
	const run = await openRun(fakeExecute().context, limits, signal);

	expect(run.memory.created.all()).toEqual([]);
	expect(run.stop).toBe(signal);
});

it('a credential without an address is named', async () => {
	const { context } = fakeExecute({ credential: { baseUrl: '' } });

	await expect(openRun(context, limits, signal)).rejects.toMatchObject({ kind: 'badInput' });
});

it('changes of renders are told to whoever watches the editor, with their item', async () => {
	const { run, opened } = await openItemRun(lab);
	const house = openHouse(lab.home);
	const waits = [0, 1].map(async (itemIndex) => {
		const { id } = house.add({ prompt: 'x' });
		if (itemIndex === 0) run.memory.created.record(itemIndex, id);
		return await run.follower.untilEnded(videoSchema.parse({ id, status: 'queued' }));
	});
	await lab.run(Promise.all(waits));

	expect(opened.messages.sort()).toEqual([
		'v0 (item 0): completed',
		'v0 (item 0): in_progress',
		'v1: completed',
		'v1: in_progress',
	]);
});
