import { jsonParse, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { Field } from '../api/encoding';
import { optionalNumber, optionalText, readParameter } from './read';

const settingsSchema = z
	.object({
		seed: optionalNumber,
		negativePrompt: optionalText,
		inferenceSteps: optionalNumber,
		guidanceScale: optionalNumber,
		fps: optionalNumber,
		numFrames: optionalNumber,
	})
	.partial();

/** The names vLLM-Omni and SGLang use; TensorRT-LLM has the same. */
const bodyNames: Record<keyof z.output<typeof settingsSchema>, string> = {
	seed: 'seed',
	negativePrompt: 'negative_prompt',
	inferenceSteps: 'num_inference_steps',
	guidanceScale: 'guidance_scale',
	fps: 'fps',
	numFrames: 'num_frames',
};

/** Model Settings as request fields: only those the user set. */
export function readModelSettings(context: IExecuteFunctions, itemIndex: number): Field[] {
	const settings = readParameter(
		context,
		itemIndex,
		'modelSettings',
		'Model Settings',
		settingsSchema,
	);
	return Object.entries(bodyNames).flatMap(([setting, name]): Field[] => {
		const value = settings[setting as keyof typeof settings];
		return value === undefined ? [] : [{ key: name, value }];
	});
}

const extraSchema = z.object({
	field: z
		.array(z.object({ name: optionalText, value: z.unknown() }))
		.optional()
		.transform((fields) => fields ?? []),
});

/** Extra Body Fields as request fields; a text that is JSON is sent as the value it means. */
export function readExtraFields(value: unknown): Field[] {
	const { field: entries } = extraSchema.parse(value ?? {});
	return entries.flatMap((entry): Field[] =>
		entry.name === undefined ? [] : [{ key: entry.name, json: typed(entry.value) }],
	);
}

/** The fields of a request, each name once: what the user adds replaces what the node would send. */
export function mergeFields(fields: Field[], extra: Field[]): Field[] {
	const replaced = new Set(extra.map(({ key }) => key));
	return [...fields.filter(({ key }) => !replaced.has(key)), ...extra];
}

function typed(value: unknown): NonNullable<IDataObject[string]> {
	const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
	return jsonParse<NonNullable<IDataObject[string]> | null>(text, { fallbackValue: text }) ?? text;
}
