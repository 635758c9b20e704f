/** The aspects of a shot a user can add to the prompt; each as a choice, in own words, or both. */
export interface PromptDetails {
	cameraMove?: string;
	cameraMoveText?: string;
	lighting?: string;
	lightingText?: string;
	mood?: string;
	moodText?: string;
	style?: string;
	styleText?: string;
	constraints?: string;
}

/** OpenAI's limit, counted in characters. */
export const longestPrompt = 32_000;

/**
 * The prompt as it is sent: the user's own text, then a line for each detail, in the order camera,
 * lighting, mood, style, constraints.
 */
export function composePrompt(prompt: string, details: PromptDetails): string {
	const lines: Array<[label: string, ...parts: Array<string | undefined>]> = [
		['Camera', details.cameraMove, details.cameraMoveText],
		['Lighting', details.lighting, details.lightingText],
		['Mood', details.mood, details.moodText],
		['Style', details.style, details.styleText],
		['Constraints', details.constraints],
	];
	const added = lines.flatMap(([label, ...parts]) => {
		const text = parts.filter((part) => part !== undefined && part !== '').join(', ');
		return text === '' ? [] : [`${label}: ${text}`];
	});
	return [prompt.trim(), ...(added.length > 0 ? ['', ...added] : [])].join('\n');
}
