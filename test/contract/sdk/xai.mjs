import { createXai } from '@ai-sdk/xai';

const fileOf = ({ mimeType, base64 }) => ({ type: 'file', mediaType: mimeType, data: base64 });

export function connect({ baseUrl, apiKey }) {
	const xai = createXai({ apiKey, baseURL: baseUrl });
	return {
		create: async ({ model: name, prompt, seconds, ratio, resolution, audio, ...images }) => {
			const model = xai.video(name);
			const frame = (frameType, image) =>
				image === undefined ? [] : [{ frameType, image: fileOf(image) }];
			const { operation } = await model.doStart({
				prompt,
				n: 1,
				duration: seconds,
				aspectRatio: ratio,
				generateAudio: audio,
				frameImages: [
					...frame('first_frame', images.firstFrame),
					...frame('last_frame', images.lastFrame),
				],
				inputReferences: images.references?.map(fileOf),
				providerOptions: { xai: { resolution } },
			});
			return { model, operation };
		},
		poll: async ({ model, operation }) => {
			const video = await model.doStatus({ operation });
			const ticks = video.providerMetadata?.xai.costInUsdTicks;
			return { done: video.status === 'completed', costUsd: ticks && ticks / 1e10, video };
		},
		// The SDK hands over the address; whoever calls it fetches the file, without a key.
		download: async ({ videos }) => {
			const response = await fetch(videos[0].url);
			return Buffer.from(await response.arrayBuffer());
		},
	};
}
