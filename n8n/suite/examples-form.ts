import assert from 'node:assert/strict';
import type { Stage } from '../stage';
import { type ExampleFile, webhookIdOf } from './examples-import';

/** Fills in the form of an active workflow; `values` in the order of its fields. */
export async function sendForm(
	{ server }: Stage,
	workflow: ExampleFile,
	trigger: string,
	values: string[],
): Promise<void> {
	const form = new FormData();
	for (const [index, value] of values.entries()) form.set(`field-${index}`, value);
	const response = await fetch(`${server.baseUrl}/form/${webhookIdOf(workflow, trigger)}`, {
		method: 'POST',
		body: form,
		signal: AbortSignal.timeout(30_000),
	});
	assert.equal(response.status, 200, await response.text());
}
