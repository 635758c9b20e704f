import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import { composePrompt, longestPrompt } from './prompt';
import { optionalText, readParameter } from './read';

const detailsSchema = z
	.object({
		cameraMove: optionalText,
		cameraMoveText: optionalText,
		lighting: optionalText,
		lightingText: optionalText,
		mood: optionalText,
		moodText: optionalText,
		style: optionalText,
		styleText: optionalText,
		constraints: optionalText,
	})
	.partial();

/**
 * The prompt as it will be sent.
 *
 * @param withDetails whether the operation has the Prompt Details collection
 * @throws SoraError `badInput` when it is empty or too long
 */
export function readPrompt(
	context: IExecuteFunctions,
	itemIndex: number,
	withDetails: boolean,
): string {
	const text = readParameter(context, itemIndex, 'prompt', 'Prompt', optionalText);
	if (text === undefined) {
		throw new SoraError('badInput', 'The Prompt is empty', {
			advice: 'Say what the video shows. If it comes from an expression, that gave nothing here.',
		});
	}
	const details = withDetails
		? readParameter(context, itemIndex, 'promptDetails', 'Prompt Details', detailsSchema)
		: {};
	const prompt = composePrompt(text, details);
	const { length } = [...prompt];
	if (length > longestPrompt) {
		throw new SoraError(
			'badInput',
			`The Prompt has ${length} characters, more than ${longestPrompt}`,
			{
				advice: 'Shorten it. A few sentences are enough for a clip of some seconds.',
			},
		);
	}
	return prompt;
}
