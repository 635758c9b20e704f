/** Servers that can be simulated. */
export const dialectNames = [
	'openai',
	'vllm-omni',
	'sglang',
	'trtllm',
	'dynamo',
	'litellm',
	'new-api',
	'together',
	'openrouter',
	'gemini',
	'xai',
	'poe',
	'merge',
	'cometapi',
] as const;

export type DialectName = (typeof dialectNames)[number];
