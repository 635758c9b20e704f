import type { Call } from '../http/call';
import { isJsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderKind, RenderRequest, Video } from '../renders/render';
import { findVideo } from '../routes/video';
import type { Studio } from '../studio';
import { createRequest, invalid, readPrompt } from './fields';
import { readModel, readSeconds } from './openaiCreate';

/** Longest clip extensions may add up to, in seconds (OpenAI's guide). */
const longestStitchedSeconds = 120;
const uploadedSeconds = 4;
const uploadedSize = '1280x720';

/** A remix: the prompt changes, all else comes from the video in the path. Throws Refusal. */
export function readRemix(call: Call, studio: Studio): RenderRequest {
	const source = completedSource(call, studio, call.id);
	return derive('remix', call, ['prompt', 'seed'], source);
}

/** An edit of a video by id or of an uploaded file. Throws Refusal. */
export function readEdit(call: Call, studio: Studio): RenderRequest {
	const known = ['prompt', 'video', 'model', 'seed'];
	return derive('edit', call, known, readSource(call, studio));
}

/** An extension; `seconds` of the result is the length of the whole stitched clip. Throws Refusal. */
export function readExtension(call: Call, studio: Studio): RenderRequest {
	const source = readSource(call, studio);
	const seconds = source.seconds + readSeconds(call.fields, source.model);
	if (seconds > longestStitchedSeconds) {
		const message = `The extended video would last ${seconds} s, the maximum is ${longestStitchedSeconds} s.`;
		throw invalid('seconds', message, 'invalid_value');
	}
	const known = ['prompt', 'video', 'model', 'seconds', 'seed'];
	return derive('extension', call, known, { ...source, seconds });
}

type Source = Pick<Video, 'model' | 'seconds' | 'size'> & { id: string | null };

function derive(
	kind: RenderKind,
	call: Call,
	known: readonly string[],
	{ id: sourceId, model, seconds, size }: Source,
): RenderRequest {
	const prompt = readPrompt(call.fields);
	return createRequest(call, known, { kind, prompt, model, seconds, size, sourceId });
}

function readSource(call: Call, studio: Studio): Source {
	const file = call.files.find(({ name }) => name === 'video');
	if (file) {
		if (file.content.subarray(4, 8).toString('latin1') !== 'ftyp') {
			throw invalid('video', `Invalid file '${file.filename}': expected an MP4.`, 'invalid_value');
		}
		const model = readModel(call.fields, studio);
		return { id: null, model, seconds: uploadedSeconds, size: uploadedSize };
	}
	const { video } = call.fields;
	const id = isJsonObject(video) ? video.id : undefined;
	if (typeof id === 'string') return completedSource(call, studio, id);
	throw invalid('video', "Missing required parameter: 'video.id'.", 'missing_required_parameter');
}

function completedSource(call: Call, studio: Studio, id: string): Video {
	const video = findVideo(call, studio, id);
	if (video.status === 'completed') return video;
	throw new Refusal('invalid', `Video '${id}' is not completed (status: ${video.status}).`, {
		param: 'video',
	});
}
