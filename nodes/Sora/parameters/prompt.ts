import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { SoraError } from '../api/errors';
import { linesOf, readPromptDetails, type PromptDetails } from './promptDetails';
import { optionalText, readParameter } from './read';

/** What the video shows. */
export const prompt: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. A paper boat drifts down a rain-soaked street at dusk, slow tracking shot',
	description: 'What the video shows: subject, action, place, camera and light',
};

/** OpenAI's limit, counted in characters. */
export const longestPrompt = 32_000;

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
	const text = readParameter(context, itemIndex, prompt, optionalText);
	if (text === undefined) {
		throw new SoraError('badInput', 'The Prompt is empty', {
			advice: 'Say what the video shows. If it comes from an expression, that gave nothing here.',
		});
	}
	const whole = composePrompt(text, withDetails ? readPromptDetails(context, itemIndex) : {});
	const length = lengthOf(whole);
	if (length > longestPrompt) {
		throw new SoraError(
			'badInput',
			`The Prompt has ${length} characters, more than ${longestPrompt}`,
			{
				advice: 'Shorten it. A few sentences are enough for a clip of some seconds.',
			},
		);
	}
	return whole;
}

/** The prompt as it is sent: the user's own text, then a line for each detail. */
export function composePrompt(text: string, details: PromptDetails): string {
	const added = linesOf(details);
	return [text.trim(), ...(added.length > 0 ? ['', ...added] : [])].join('\n');
}

/** In characters as a reader counts them. A text far too long is not walked through for that. */
function lengthOf(text: string): number {
	return text.length > 2 * longestPrompt ? text.length : [...text].length;
}
