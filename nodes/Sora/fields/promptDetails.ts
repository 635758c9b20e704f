import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const asOptions = (names: string[]): INodePropertyOptions[] =>
	names.map((name) => ({ name, value: name.toLowerCase() }));

const choice = (
	displayName: string,
	name: string,
	names: string[],
	ownWordsPlaceholder: string,
): INodeProperties[] => [
	{
		displayName,
		name,
		type: 'options',
		options: [{ name: 'None', value: '' }, ...asOptions(names)],
		default: '',
		description: 'Added to the end of the prompt',
	},
	{
		displayName: `${displayName} (Own Words)`,
		name: `${name}Text`,
		type: 'string',
		default: '',
		placeholder: ownWordsPlaceholder,
		description: 'Added to the end of the prompt, after the choice where both are given',
	},
];

/** Aspects of a shot as choices, for users who do not write prompts every day. */
export const promptDetails: INodeProperties = {
	displayName: 'Prompt Details',
	name: 'promptDetails',
	type: 'collection',
	placeholder: 'Add Detail',
	default: {},
	options: [
		...choice(
			'Camera Move',
			'cameraMove',
			[
				'Static Shot',
				'Slow Dolly In',
				'Slow Dolly Out',
				'Pan Left',
				'Pan Right',
				'Tilt Up',
				'Tilt Down',
				'Tracking Shot',
				'Orbit Around the Subject',
				'Crane Shot',
				'Aerial Drone Shot',
				'Handheld',
			],
			'e.g. starts low and rises above the roofs',
		),
		...choice(
			'Lighting',
			'lighting',
			[
				'Soft Daylight',
				'Golden Hour',
				'Blue Hour',
				'Overcast',
				'Studio Light',
				'Backlight',
				'Candlelight',
				'Neon Light',
				'Hard Contrast',
			],
			'e.g. a single lamp from the left',
		),
		...choice(
			'Mood',
			'mood',
			['Calm', 'Cheerful', 'Dramatic', 'Dreamy', 'Energetic', 'Mysterious', 'Nostalgic', 'Tense'],
			'e.g. the quiet before opening night',
		),
		...choice(
			'Style',
			'style',
			[
				'Photorealistic',
				'Cinematic Film',
				'Documentary',
				'Product Commercial',
				'3D Animation',
				'Hand-Drawn Animation',
				'Stop Motion',
				'Watercolour',
				'Black and White',
			],
			'e.g. 16 mm film, light grain',
		),
		{
			displayName: 'Constraints',
			name: 'constraints',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. no text, no logos, one continuous shot',
			description: 'What must or must not be in the picture',
		},
	],
};
