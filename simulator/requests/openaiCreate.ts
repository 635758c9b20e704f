import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { isJsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderRequest } from '../renders/render';
import type { Studio } from '../studio';
import {
	createRequest,
	invalid,
	readPrompt,
	readText,
	unsupportedValue,
	wrongType,
} from './fields';
import { readReference } from './reference';

const knownFields = ['prompt', 'model', 'seconds', 'size', 'input_reference', 'characters', 'seed'];
const defaultModel = 'sora-2';
const defaultSeconds = '4';
const defaultSize = '720x1280';
const soraSeconds = ['4', '8', '12', '16', '20'];
const portraitAndLandscape = ['720x1280', '1280x720'];
const proSizes = [...portraitAndLandscape, '1024x1792', '1792x1024', '1080x1920', '1920x1080'];
const longestOpenSeconds = 60;
const mostCharacters = 2;

/** A create as OpenAI reads it, JSON or multipart. Throws Refusal. */
export function readOpenaiCreate(call: Call, studio: Studio): RenderRequest {
	const { fields } = call;
	if (call.bodyKind === 'other') {
		const message = `Unsupported content type: '${call.headers['content-type'] ?? ''}'.`;
		throw new Refusal('unsupportedType', message);
	}
	const prompt = readPrompt(fields);
	const model = readModel(fields, studio);
	const size = readSize(fields, model);
	checkCharacters(fields, studio);
	return createRequest(call, knownFields, {
		prompt,
		model,
		seconds: readSeconds(fields, model),
		size,
		// Only OpenAI's own models insist on the exact size; others scale the image.
		reference: readReference(call, isSora(model) ? size : null),
	});
}

/** The model asked for, which must make videos. Throws Refusal. */
export function readModel(fields: JsonObject, studio: Studio): string {
	const model = readText(fields, 'model') ?? defaultModel;
	const supported = studio.dialect.models.filter(makesVideos);
	if (supported.includes(model)) return model;
	throw unsupportedValue('model', model, supported);
}

/** Length of the clip in seconds: a string in the API. Throws Refusal. */
export function readSeconds(fields: JsonObject, model: string): number {
	const seconds = fields.seconds ?? defaultSeconds;
	if (typeof seconds !== 'string') throw wrongType('seconds', seconds, 'a string');
	const open = /^[1-9]\d*$/.test(seconds) && Number(seconds) <= longestOpenSeconds;
	if (isSora(model) ? soraSeconds.includes(seconds) : open) return Number(seconds);
	throw isSora(model)
		? unsupportedValue('seconds', seconds, soraSeconds)
		: invalid('seconds', `Invalid value: '${seconds}'. Expected 1 to 60 seconds.`, 'invalid_value');
}

function readSize(fields: JsonObject, model: string): string {
	const size = readText(fields, 'size') ?? defaultSize;
	const supported = model.startsWith('sora-2-pro') ? proSizes : portraitAndLandscape;
	if (isSora(model) ? supported.includes(size) : /^[1-9]\d{1,3}x[1-9]\d{1,3}$/.test(size))
		return size;
	throw isSora(model)
		? unsupportedValue('size', size, supported)
		: invalid('size', `Invalid value: '${size}'. Expected WIDTHxHEIGHT.`, 'invalid_value');
}

function checkCharacters(fields: JsonObject, studio: Studio): void {
	const { characters } = fields;
	if (characters === undefined || characters === null) return;
	if (!Array.isArray(characters)) throw wrongType('characters', characters, 'an array');
	if (characters.length > mostCharacters) {
		throw invalid(
			'characters',
			'At most 2 characters can appear in a video.',
			'array_above_max_length',
		);
	}
	for (const character of characters) {
		const id = isJsonObject(character) ? character.id : undefined;
		if (typeof id !== 'string' || !studio.characters.find(id)) {
			throw invalid(
				'characters',
				`Character ${JSON.stringify(id ?? null)} not found.`,
				'invalid_value',
			);
		}
	}
}

function isSora(model: string): boolean {
	return model.startsWith('sora');
}

/** Told by the name, as clients must: the list of models does not say what a model makes. */
export function makesVideos(model: string): boolean {
	return /sora|veo|wan|kling|hailuo|hunyuan|ltx|video/i.test(model);
}
