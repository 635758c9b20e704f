import Together from 'together-ai';

const dataUrl = ({ mimeType, base64 }) => `data:${mimeType};base64,${base64}`;

export function connect({ baseUrl, apiKey }) {
	const client = new Together({ apiKey, baseURL: baseUrl, maxRetries: 0 });
	return {
		create: async ({ model, prompt, seconds, resolution, ratio, seed, audio, ...rest }) => {
			const frame = (place, image) =>
				image === undefined ? [] : [{ input_image: dataUrl(image), frame: place }];
			const frames = [...frame('first', rest.firstFrame), ...frame('last', rest.lastFrame)];
			const media = {
				frame_images: frames.length > 0 ? frames : undefined,
				reference_images: rest.references?.map(dataUrl),
			};
			return await client.videos.create({
				model,
				prompt,
				seconds: String(seconds),
				resolution,
				ratio,
				seed,
				negative_prompt: rest.negativePrompt,
				generate_audio: audio,
				media: (media.frame_images ?? media.reference_images) ? media : undefined,
			});
		},
		poll: async ({ id }) => {
			const video = await client.videos.retrieve(id);
			return { done: video.status === 'completed', costUsd: video.outputs?.cost, video };
		},
		// The SDK has no call for files: their address is at another origin and needs no key.
		download: async ({ outputs }) => {
			const response = await fetch(outputs.video_url);
			return Buffer.from(await response.arrayBuffer());
		},
	};
}
