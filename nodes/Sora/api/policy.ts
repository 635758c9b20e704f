const words = /moderation|policy|safety|guardrail|content_filter|nsfw|sensitive/i;

/** Whether a server's code, type or reason means that its content rules refuse the request. */
export function speaksOfPolicy(text: string): boolean {
	return words.test(text);
}

/** What a user can do about such a refusal. */
export const policyAdvice =
	'Change the prompt or the images: real people, protected characters and adult content are commonly refused.';
