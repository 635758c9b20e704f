import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { ClipRequest } from '../services/clipRequest';
import { setFields } from '../services/fields';
import { optionalNumber, optionalText, readParameter } from './read';

/** Settings of open models (vLLM-Omni, SGLang, TensorRT-LLM…). Only those that are set are sent. */
export const modelSettings: INodeProperties = {
	displayName: 'Model Settings',
	name: 'modelSettings',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	options: [
		{
			displayName: 'Frames per Second',
			name: 'fps',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
		},
		{
			displayName: 'Guidance Scale',
			name: 'guidanceScale',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 5,
			description: 'How closely the model keeps to the prompt',
		},
		{
			displayName: 'Inference Steps',
			name: 'inferenceSteps',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 40,
			description: 'More steps give a finer picture and take longer',
		},
		{
			displayName: 'Negative Prompt',
			name: 'negativePrompt',
			type: 'string',
			default: '',
			placeholder: 'e.g. blurry, distorted hands, watermark',
			description: 'What the model should keep out of the picture',
		},
		{
			displayName: 'Number of Frames',
			name: 'numFrames',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 81,
			description: 'Length in frames, for models that count in frames and not in seconds',
		},
		{
			displayName: 'Seed',
			name: 'seed',
			type: 'number',
			default: 0,
			description: 'The same seed with the same settings gives a similar clip again',
		},
	],
};

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

/** The settings that were set. */
export function readModelSettings(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<ClipRequest, 'seed' | 'negativePrompt' | 'settings'> {
	const { seed, negativePrompt, inferenceSteps, guidanceScale, fps, numFrames } = readParameter(
		context,
		itemIndex,
		modelSettings,
		settingsSchema,
	);
	return {
		seed,
		negativePrompt,
		// By the names vLLM-Omni and SGLang use; TensorRT-LLM has the same.
		settings: setFields({
			num_inference_steps: inferenceSteps,
			guidance_scale: guidanceScale,
			fps,
			num_frames: numFrames,
		}),
	};
}
