import { type Answer, answerAsset, answerRedirect } from '../http/answer';
import type { Call } from '../http/call';
import { Refusal } from '../http/refusal';
import { type Variant, variants } from '../media/asset';
import type { Video } from '../renders/render';
import { type Handler, fileAddress, type Studio } from '../studio';
import { findVideo } from './video';

/** Serves the bytes of a finished video from here, or says where they are. */
export function servesContent(
	variantOf: (call: Call) => Variant,
	check: (video: Video) => void = checkReadable,
): Handler {
	return async (call, studio) => {
		const variant = variantOf(call);
		const video = findVideo(call, studio);
		check(video);
		const from = studio.options.contentFrom ?? 'self';
		if (from === 'redirect') return answerRedirect(fileAddress(studio, video, variant), 302);
		if (from === 'address') {
			const address = fileAddress(studio, video);
			throw new Refusal(
				'elsewhere',
				`Video has been uploaded to cloud storage. Please use the cloud URL: ${address}`,
			);
		}
		return await readFile(studio, video, variant);
	};
}

/** The file on the other origin, for whoever has its address. */
export const servesFile: Handler = async (call, studio) => {
	const video = findVideo(call, studio, call.id.replace(/\.[a-z0-9]+$/, ''));
	checkReadable(video);
	return await readFile(studio, video, readVariant(call));
};

/** The query's `variant`, `video` when absent. Throws Refusal for an unknown one. */
export function readVariant(call: Call): Variant {
	const wanted = call.query.variant ?? 'video';
	const variant = variants.find((known) => known === wanted);
	if (variant) return variant;
	const supported = "'video', 'thumbnail', and 'spritesheet'";
	throw new Refusal('invalid', `Invalid value: '${wanted}'. Supported values are: ${supported}.`, {
		param: 'variant',
		code: 'invalid_value',
	});
}

/** Throws Refusal when a video has no file to give. */
export function checkReadable(video: Video): void {
	if (video.status === 'failed') {
		throw new Refusal('renderFailed', 'Video generation failed, there is no content.');
	}
	if (video.status !== 'completed') throw new Refusal('notReady', 'Video is not ready yet.');
	if (video.expired) throw new Refusal('expired', 'Video content has expired.');
}

async function readFile(studio: Studio, video: Video, variant: Variant): Promise<Answer> {
	const asset = await studio.media.get(video, variant);
	studio.renders.countDownload(video.id);
	return answerAsset(asset);
}
