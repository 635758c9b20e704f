import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GoogleGenAI } from '@google/genai';

const imageOf = (image) => image && { imageBytes: image.base64, mimeType: image.mimeType };

export function connect({ baseUrl, apiKey }) {
	const { origin } = new URL(baseUrl);
	const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: origin } });
	return {
		create: async ({ prompt, model, seconds, ratio, resolution, negativePrompt, ...images }) =>
			await ai.models.generateVideos({
				model,
				source: { prompt, image: imageOf(images.firstFrame) },
				config: {
					aspectRatio: ratio,
					resolution,
					durationSeconds: seconds,
					negativePrompt,
					lastFrame: imageOf(images.lastFrame),
					referenceImages: images.references?.map((image) => ({
						image: imageOf(image),
						referenceType: 'ASSET',
					})),
				},
			}),
		poll: async (operation) => {
			const video = await ai.operations.getVideosOperation({ operation });
			return { done: video.done === true, video };
		},
		download: async ({ response }) => {
			const folder = await mkdtemp(join(tmpdir(), 'veo-'));
			const downloadPath = join(folder, 'video.mp4');
			try {
				// The SDK finds the file's name in https addresses only, and the simulator's is http.
				const { uri } = response.generatedVideos[0].video;
				const [file] = /files\/[a-z0-9]+/.exec(uri);
				await ai.files.download({ file, downloadPath });
				return await readFile(downloadPath);
			} finally {
				await rm(folder, { recursive: true, force: true });
			}
		},
		models: async () => {
			const models = [];
			for await (const model of await ai.models.list({ config: { pageSize: 3 } }))
				models.push(model);
			return models;
		},
	};
}
