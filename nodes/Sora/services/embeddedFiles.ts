import { z } from 'zod';

import { file } from '../api/answerFields';

/** A file the server points to or carries inside the video object. */
export type EmbeddedFile = { url: string } | { base64: string };

const fileEntry = z
	.union([
		z.string().transform((url) => ({ url })),
		z.object({
			url: file,
			base64: file,
			b64_json: file,
		}),
	])
	.catch({ url: null, base64: null, b64_json: null });

const fileList = z.array(fileEntry).nullish().catch([]);

/** The fields in which servers name the file of a video, or carry it. */
export const fileFields = {
	url: file,
	b64_json: file,
	outputs: z.object({ video_url: file }).partial().nullish().catch(null),
	metadata: z.object({ url: file }).partial().nullish().catch(null),
	videos: fileList,
	data: fileList,
	urls: fileList,
	unsigned_urls: fileList,
};

/** The places and contents of a video's file that its answer names; best first. */
export function filesOf(data: z.output<z.ZodObject<typeof fileFields>>): EmbeddedFile[] {
	const lists = [data.videos, data.data, data.urls, data.unsigned_urls];
	const entries = lists.flatMap((list) => list ?? []);
	const urls = [
		data.url,
		data.outputs?.video_url,
		data.metadata?.url,
		...entries.map(({ url }) => url),
	];
	const inline = entries.map((entry) =>
		'base64' in entry ? (entry.base64 ?? entry.b64_json) : null,
	);
	return [
		...urls.flatMap((url) => (url ? [embedded(url)] : [])),
		...[...inline, data.b64_json].flatMap((base64) => (base64 ? [{ base64 }] : [])),
	];
}

function embedded(url: string): EmbeddedFile {
	const inline = /^data:[^,]*;base64,/i.exec(url);
	return inline ? { base64: url.slice(inline[0].length) } : { url };
}
