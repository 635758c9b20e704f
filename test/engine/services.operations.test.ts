import type { INodeParameters } from 'n8n-workflow';

import { createFor, openService, serviceRows } from './serviceRows';
import { idOf, promptItems, workflowFor, type Stage } from './stage';

const operations = ['delete', 'edit', 'extend', 'getMany', 'remix'] as const;

describe.each(serviceRows)('at $dialect', (row) => {
	let stage: Stage;
	beforeAll(async () => (stage = await openService(row)));
	afterEach(() => stage.simulator.reset());
	afterAll(async () => await stage.close());

	const made = async () => {
		const result = await stage.play(await createFor(row), { items: promptItems('a boat') });
		return { json: { id: idOf(result.items('Sora')[0]), prompt: 'more rain' } };
	};
	// OpenRouter wants the model named, and no answer of it does.
	const field = [{ name: 'model', value: row.model }];
	const parameters: INodeParameters =
		row.service === 'openRouter' ? { options: { extraBodyFields: { field } } } : {};

	const has = operations.filter((operation) => row.has.includes(operation));
	it.each([...has, 'get', 'download'] as const)('%s works by the id', async (operation) => {
		const items = [await made()];

		const workflow = await workflowFor(operation, isRender(operation) ? { parameters } : {});
		const result = await stage.play(workflow, { items });

		expect(result.error).toBeUndefined();
		const [item] = result.items('Sora');
		if (operation === 'delete') expect(item?.json).toMatchObject({ deleted: true });
		else expect(item?.json).toMatchObject({ status: 'completed' });
		expect(stage.simulator.videos).toHaveLength(isRender(operation) ? 2 : 1);
		if (isRender(operation)) expect(item?.binary).toHaveProperty('data');
	});

	const lacks = operations.filter((operation) => !row.has.includes(operation));
	if (lacks.length > 0) {
		it.each(lacks)('%s is refused without a request', async (operation) => {
			const items = [await made()];
			const before = stage.sent().length;

			const result = await stage.play(await workflowFor(operation), { items });

			expect(result.error).toMatchObject({ context: { kind: 'notSupported' } });
			expect(stage.sent()).toHaveLength(before);
		});
	}
});

function isRender(operation: string): boolean {
	return ['edit', 'extend', 'remix'].includes(operation);
}
