import { OpenRouter } from '@openrouter/sdk';

const dataUrl = ({ mimeType, base64 }) => `data:${mimeType};base64,${base64}`;

export function connect({ baseUrl, apiKey }) {
	const { videoGeneration } = new OpenRouter({
		apiKey,
		serverURL: baseUrl,
		retryConfig: { strategy: 'none' },
	});
	return {
		create: async (clip) =>
			await videoGeneration.generate({ videoGenerationRequest: requestFor(clip) }),
		poll: async ({ id }) => {
			const video = await videoGeneration.getGeneration({ jobId: id });
			return { done: video.status === 'completed', costUsd: video.usage?.cost, video };
		},
		download: async ({ id }) => {
			const stream = await videoGeneration.getVideoContent({ jobId: id, index: 0 });
			return Buffer.from(await new Response(stream).arrayBuffer());
		},
		models: async () => (await videoGeneration.listVideosModels()).data,
	};
}

function requestFor({ prompt, model, seconds, resolution, ratio, seed, audio, ...images }) {
	const frame = (frameType, image) =>
		image === undefined
			? []
			: [{ type: 'image_url', imageUrl: { url: dataUrl(image) }, frameType }];
	const frames = [
		...frame('first_frame', images.firstFrame),
		...frame('last_frame', images.lastFrame),
	];
	return {
		model,
		prompt,
		duration: seconds,
		resolution,
		aspectRatio: ratio,
		seed,
		generateAudio: audio,
		frameImages: frames.length > 0 ? frames : undefined,
		inputReferences: images.references?.map((image) => ({
			type: 'image_url',
			imageUrl: { url: dataUrl(image) },
		})),
	};
}
