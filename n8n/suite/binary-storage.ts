import assert from 'node:assert/strict';
import type { Binary } from '../rest-schemas';
import type { SuiteCase } from './case';
import { hashAtSimulator, sha256 } from './media';
import { outputOf, runSora, soraNode } from './workflow';

const variants = [
	{ variant: 'video', field: 'data', mimeType: 'video/mp4', extension: 'mp4' },
	{ variant: 'thumbnail', field: 'data_thumbnail', mimeType: 'image/webp', extension: 'webp' },
	{ variant: 'spritesheet', field: 'data_spritesheet', mimeType: 'image/jpeg', extension: 'jpg' },
];

export const binaryStorageCases: SuiteCase[] = [
	{
		name: 'binary storage: video, thumbnail and spritesheet arrive byte for byte',
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
];
