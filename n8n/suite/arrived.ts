import assert from 'node:assert/strict';
import type { Item } from '../rest-schemas';
import type { Stage } from '../stage';
import { hashAtSimulator, sha256 } from './media';

/** Asserts that these items are the clips of these prompts, in order, each its own, byte for byte. */
export async function assertClips(stage: Stage, items: Item[], prompts: string[]): Promise<void> {
	assert.deepEqual(
		items.map(({ json }) => json.prompt),
		prompts,
	);
	assert.equal(new Set(items.map(({ json }) => json.id)).size, prompts.length, 'a clip came twice');
	for (const item of items) await assertFile(stage, item);
}

/** Asserts that an item's file is that of its video at the server. */
export async function assertFile(stage: Stage, { json, binary }: Item): Promise<void> {
	assert.ok(binary?.data, `no file for "${String(json.prompt)}"`);
	assert.equal(
		sha256(await stage.client.readBinary(binary.data)),
		await hashAtSimulator(stage, String(json.id), 'video'),
		`the file of "${String(json.prompt)}" differs from the server's`,
	);
}

/** Renders that the server has ever started, deleted ones included: what is paid for. */
export function countPaid({ simulator }: Stage): number {
	return simulator.videos.length;
}
