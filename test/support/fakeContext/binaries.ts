import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { IBinaryData, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** A file that the node has put into binary storage. */
export interface StoredFile {
	fileName: string | undefined;
	mimeType: string | undefined;
	content: Buffer;
	sha256: string;
}

/** A binary as an earlier node would have put it into an item. */
export function binaryOf(
	content: Buffer | string,
	mimeType: string,
	fileName?: string,
): IBinaryData {
	return { data: Buffer.from(content).toString('base64'), mimeType, fileName };
}

/** n8n's binary functions over a list in memory; ids are handed out as in filesystem mode. */
export function binaryFunctions(node: INode, items: INodeExecutionData[], stored: StoredFile[]) {
	const assertBinaryData = (itemIndex: number, field: string | IBinaryData): IBinaryData => {
		const binary = typeof field === 'string' ? items[itemIndex]?.binary?.[field] : field;
		if (binary) return binary;
		throw new NodeOperationError(node, 'The item has no such binary field', {
			itemIndex,
		});
	};
	const contentOf = (id: string): Buffer => {
		const file = stored[Number(id.split(':')[1])];
		if (!file) throw new Error(`There is no stored file ${id}`);
		return file.content;
	};
	const read = ({ id, data }: IBinaryData) =>
		id === undefined ? Buffer.from(data, 'base64') : contentOf(id);
	return {
		assertBinaryData,
		prepareBinaryData: async (
			source: Buffer | Readable,
			fileName?: string,
			mimeType?: string,
		): Promise<IBinaryData> => {
			const content = Buffer.isBuffer(source) ? source : await buffer(source);
			const sha256 = createHash('sha256').update(content).digest('hex');
			const id = `filesystem-v2:${stored.push({ fileName, mimeType, content, sha256 }) - 1}`;
			return {
				data: 'filesystem-v2',
				id,
				mimeType: mimeType ?? 'text/plain',
				...(fileName === undefined ? {} : { fileName }),
				bytes: content.length,
				fileSize: `${content.length} B`,
			};
		},
		getBinaryDataBuffer: async (itemIndex: number, field: string | IBinaryData) =>
			read(assertBinaryData(itemIndex, field)),
		getBinaryMetadata: async (id: string) => ({ fileSize: contentOf(id).length }),
		getBinaryStream: async (id: string) => Readable.from([contentOf(id)]),
	};
}
