import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { Engine, RunResult } from '../../support/engine';
import { itemErrorSchema, runContextSchema } from '../../support/failureShapes';
import { hashOf } from '../server/files';
import type { Outcome } from './messages';

/** Texts are cut before they go to the parent: their whole length is told apart. */
const longestQuote = 1_000;
const longestJson = 20_000;

const runErrorSchema = z.object({
	message: z.string(),
	description: z.string().nullish(),
	context: runContextSchema.default({}),
});
const pairedSchema = z.object({ item: z.number() });

/** What came of a run of the action node, for the parent. */
export async function readResult(
	engine: Engine,
	result: RunResult,
): Promise<Pick<Outcome, 'status' | 'items' | 'errors'>> {
	const items: Outcome['items'] = [];
	for (const item of result.items('Sora')) {
		if (isErrorItem(item)) continue;
		const { id } = item.json;
		const binary = item.binary?.data;
		const file = binary && {
			name: binary.fileName ?? '',
			mimeType: binary.mimeType,
			...(await digest(engine, binary)),
		};
		const json = JSON.stringify(item.json).slice(0, longestJson);
		items.push({ id: typeof id === 'string' ? cut(id) : '', json, ...(file ? { file } : {}) });
	}
	return { status: result.status, items, errors: errorsOf(result) };
}

async function digest(
	engine: Engine,
	binary: NonNullable<INodeExecutionData['binary']>[string],
): Promise<{ bytes: number; hash: string }> {
	const bytes = await engine.readBinary(binary);
	return { bytes: bytes.length, hash: hashOf(bytes) };
}

function isErrorItem({ json }: INodeExecutionData): boolean {
	return itemErrorSchema.safeParse(json.error).success;
}

function errorsOf(result: RunResult): Outcome['errors'] {
	if (result.error) {
		const { message, description, context } = runErrorSchema.parse(result.error);
		const { itemIndex: item, kind, videoId } = context;
		return [told({ item, kind, message, advice: description ?? '', videoId })];
	}
	return [...result.items('Sora'), ...result.items('Sora', 1)].filter(isErrorItem).map((item) => {
		const { message, description, kind, videoId } = itemErrorSchema.parse(item.json.error);
		const { item: index } = pairedSchema.parse(item.pairedItem);
		return told({ item: index, kind, message, advice: description, videoId });
	});
}

function told({
	message,
	advice,
	videoId,
	...rest
}: Outcome['errors'][number]): Outcome['errors'][number] {
	return {
		...rest,
		message: cut(message),
		// "May exist" stands at the end of a long advice.
		advice: advice.length > longestQuote ? advice.slice(-longestQuote) : advice,
		...(videoId === undefined ? {} : { videoId: cut(videoId) }),
	};
}

/** A text as far as the parent needs it. */
export function cut(text: string): string {
	return text.slice(0, longestQuote);
}
