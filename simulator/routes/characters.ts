import { answerJson } from '../http/answer';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Character } from '../renders/characters';
import type { Handler } from '../studio';
import { unixSeconds } from './video';

const longestNameLength = 80;

/** Makes a character out of a name and a video file; multipart only. */
export const createsCharacter: Handler = (call, studio) => {
	if (call.bodyKind !== 'multipart') {
		throw new Refusal('unsupportedType', 'Characters are created with multipart/form-data.');
	}
	const { name } = call.fields;
	if (typeof name !== 'string' || name === '' || name.length > longestNameLength) {
		const message = `Invalid 'name': expected 1 to ${longestNameLength} characters.`;
		throw new Refusal('invalid', message, { param: 'name', code: 'invalid_value' });
	}
	const video = call.files.find((file) => file.name === 'video');
	if (!video || video.content.subarray(4, 8).toString('latin1') !== 'ftyp') {
		const message = "Invalid 'video': expected an MP4 file.";
		throw new Refusal('invalid', message, { param: 'video', code: 'invalid_value' });
	}
	return answerJson(show(studio.characters.add(name, studio.now())));
};

export const showsCharacter: Handler = (call, studio) => {
	const character = studio.characters.find(call.id);
	if (!character) throw new Refusal('notFound', `Character with id '${call.id}' not found.`);
	return answerJson(show(character));
};

function show(character: Character): JsonObject {
	const { id, name, createdAtMs } = character;
	return { id, name, created_at: unixSeconds(createdAtMs) };
}
