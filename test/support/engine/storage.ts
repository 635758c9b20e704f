import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';

import type { IBinaryData } from 'n8n-workflow';

import type { EngineModules } from './modules';

/** n8n's binary storage, whichever its mode. */
export interface BinaryStorage {
	readBinary: (binary: IBinaryData | undefined) => Promise<Buffer>;
	openBinary: (binary: IBinaryData | undefined) => Promise<Readable>;
	/** Every stored file, half-written ones too, by its path in the user folder. */
	listBinaryFiles: () => Promise<string[]>;
}

/** Without this n8n-core has no storage but memory. */
export async function openStorage(
	{ core, container }: EngineModules,
	userFolder: string,
): Promise<BinaryStorage> {
	const service = container.get(core.BinaryDataService);
	await service.init();
	const given = (binary: IBinaryData | undefined) => {
		if (binary === undefined) throw new Error('The item has no such binary');
		return binary;
	};
	return {
		readBinary: async (binary) => await service.getAsBuffer(given(binary)),
		openBinary: async (binary) => {
			const { id } = given(binary);
			if (id !== undefined) return await service.getAsStream(id);
			return Readable.from([await service.getAsBuffer(given(binary))]);
		},
		listBinaryFiles: async () => {
			const entries = await readdir(userFolder, { recursive: true, withFileTypes: true });
			return entries
				.filter((entry) => entry.isFile() && path.basename(entry.parentPath) === 'binary_data')
				.filter((entry) => !entry.name.endsWith('.metadata'))
				.map((entry) => path.relative(userFolder, path.join(entry.parentPath, entry.name)))
				.sort();
		},
	};
}
