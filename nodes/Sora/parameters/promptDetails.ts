import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalText, readParameter } from './read';

/** One aspect of a shot: a choice, own words, or both. */
interface Aspect {
	displayName: string;
	name: string;
	/** What its line of the prompt begins with. */
	line: string;
	choices: string[];
	ownWords: string;
}

const aspects: Aspect[] = [
	{
		displayName: 'Camera Move',
		name: 'cameraMove',
		line: 'Camera',
		choices: [
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
		ownWords: 'e.g. starts low and rises above the roofs',
	},
	{
		displayName: 'Lighting',
		name: 'lighting',
		line: 'Lighting',
		choices: [
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
		ownWords: 'e.g. a single lamp from the left',
	},
	{
		displayName: 'Mood',
		name: 'mood',
		line: 'Mood',
		choices: [
			'Calm',
			'Cheerful',
			'Dramatic',
			'Dreamy',
			'Energetic',
			'Mysterious',
			'Nostalgic',
			'Tense',
		],
		ownWords: 'e.g. the quiet before opening night',
	},
	{
		displayName: 'Style',
		name: 'style',
		line: 'Style',
		choices: [
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
		ownWords: 'e.g. 16 mm film, light grain',
	},
];

const ownWordsName = ({ name }: Aspect) => `${name}Text`;

const fieldsOf = (aspect: Aspect): INodeProperties[] => [
	{
		displayName: aspect.displayName,
		name: aspect.name,
		type: 'options',
		options: [
			{ name: 'None', value: '' },
			...aspect.choices.map((name) => ({ name, value: name.toLowerCase() })),
		],
		default: '',
		description: 'Added to the end of the prompt',
	},
	{
		displayName: `${aspect.displayName} (Own Words)`,
		name: ownWordsName(aspect),
		type: 'string',
		default: '',
		placeholder: aspect.ownWords,
		description: 'Added to the end of the prompt, after the choice where both are given',
	},
];

const constraints: INodeProperties = {
	displayName: 'Constraints',
	name: 'constraints',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. no text, no logos, one continuous shot',
	description: 'What must or must not be in the picture',
};

const details = [...aspects.flatMap(fieldsOf), constraints];

/** Aspects of a shot as choices, for users who do not write prompts every day. */
export const promptDetails: INodeProperties = {
	displayName: 'Prompt Details',
	name: 'promptDetails',
	type: 'collection',
	placeholder: 'Add Detail',
	default: {},
	options: details,
};

/** The details by their names; undefined or '' where the user gave none. */
export type PromptDetails = Record<string, string | undefined>;

const detailsSchema = z.object(Object.fromEntries(details.map(({ name }) => [name, optionalText])));

/** @throws SoraError `badInput` */
export function readPromptDetails(context: IExecuteFunctions, itemIndex: number): PromptDetails {
	return readParameter(context, itemIndex, promptDetails, detailsSchema);
}

/** A line for each detail, in the order camera, lighting, mood, style, constraints. */
export function linesOf(given: PromptDetails): string[] {
	const lines = [
		...aspects.map((aspect) => ({
			line: aspect.line,
			parts: [given[aspect.name], given[ownWordsName(aspect)]],
		})),
		{ line: constraints.displayName, parts: [given[constraints.name]] },
	];
	return lines.flatMap(({ line, parts }) => {
		const text = parts.filter((part) => part !== undefined && part !== '').join(', ');
		return text === '' ? [] : [`${line}: ${text}`];
	});
}
