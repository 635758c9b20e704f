import assert from 'node:assert/strict';
import type { Binary } from '../rest-schemas';
import type { SuiteCase } from './case';
import { hashAtSimulator, listRendered, sha256 } from './media';
import { outputOf, runSora, soraNode } from './workflow';

const variants = [
	{ variant: 'video', field: 'data', mimeType: 'video/mp4', extension: 'mp4' },
	{ variant: 'thumbnail', field: 'data_thumbnail', mimeType: 'image/webp', extension: 'webp' },
	{ variant: 'spritesheet', field: 'data_spritesheet', mimeType: 'image/jpeg', extension: 'jpg' },
];

export const createCases: SuiteCase[] = [
	{
		name: 'create: video, thumbnail and spritesheet arrive byte for byte',
		limitSeconds: 90,
		run: async (stage) => {
			const node = soraNode(stage, {
				operation: 'create',
				prompt: 'three files of one render',
				outputFiles: variants.map(({ variant }) => variant),
			});
			const [item, ...more] = outputOf(await runSora(stage, node));
			assert.ok(item);
			assert.equal(more.length, 0);
			assert.equal(item.json.status, 'completed');
			for (const { variant, field, mimeType, extension } of variants) {
				const binary: Binary | undefined = item.binary?.[field];
				assert.ok(binary, `no file in the field ${field}`);
				assert.equal(binary.mimeType, mimeType);
				assert.match(binary.fileName ?? '', new RegExp(`\\.${extension}$`));
				assert.equal(
					sha256(await stage.client.readBinary(binary)),
					await hashAtSimulator(stage, String(item.json.id), variant),
					`the ${variant} in n8n differs from the server's`,
				);
			}
		},
	},
	{
		name: 'create: a batch of ten comes out complete, in order, each paid for once',
		limitSeconds: 180,
		run: async (stage) => {
			const prompts = Array.from({ length: 10 }, (_, index) => `batch of ten, clip ${index}`);
			const node = soraNode(stage, { operation: 'create', prompt: '={{ $json.prompt }}' });
			const items = prompts.map((prompt) => ({ prompt }));
			const out = outputOf(await runSora(stage, node, items, 170_000));
			assert.deepEqual(
				out.map(({ json }) => json.prompt),
				prompts,
			);
			assert.deepEqual(
				out.map(({ pairedItem }) => pairedItem),
				prompts.map((_, item) => ({ item })),
			);
			assert.equal(new Set(out.map(({ json }) => json.id)).size, prompts.length);
			assert.ok(out.every(({ binary }) => (binary?.data?.bytes ?? 0) > 0));
			assert.equal((await listRendered(stage, 'batch of ten')).length, prompts.length);
		},
	},
];
