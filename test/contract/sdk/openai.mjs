import OpenAI, { toFile } from 'openai';

export function connect({ baseUrl, apiKey }) {
	const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0 });
	return {
		create: async (clip) => {
			const { prompt, model, seconds, ratio, firstFrame: frame } = clip;
			const image =
				frame &&
				(await toFile(Buffer.from(frame.base64, 'base64'), 'frame.png', { type: frame.mimeType }));
			return await client.videos.create({
				prompt,
				model,
				seconds: String(seconds),
				size: ratio === '16:9' ? '1280x720' : '720x1280',
				input_reference: image,
			});
		},
		poll: async ({ id }) => {
			const video = await client.videos.retrieve(id);
			return { done: video.status === 'completed', video };
		},
		download: async ({ id }) => {
			const response = await client.videos.downloadContent(id);
			return Buffer.from(await response.arrayBuffer());
		},
	};
}
