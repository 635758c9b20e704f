import assert from 'node:assert/strict';
import type { ExampleStage } from './examples-stage';
import { hashAtSimulator, sha256 } from './media';

/** A clip, and where in the object store it must lie. */
export interface StoredClip {
	id: string;
	key: string;
}

/** Asserts that the store holds these clips and nothing else: byte for byte, each written once. */
export async function assertStored(stage: ExampleStage, clips: StoredClip[]): Promise<void> {
	const { objects } = stage.store;
	assert.deepEqual([...objects.keys()].sort(), clips.map(({ key }) => key).sort());
	for (const { id, key } of clips) {
		const stored = objects.get(key);
		assert.ok(stored);
		assert.equal(stored.writes, 1, `${key} was written more than once`);
		assert.equal(stored.contentType, 'video/mp4');
		assert.equal(sha256(stored.bytes), await hashAtSimulator(stage, id, 'video'), key);
	}
}
