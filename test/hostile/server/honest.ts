import { json, send } from './answers';
import { honestEndpoints } from './endpoints';
import { clipOf } from './files';
import type { Answers, Asked } from './server';

/** A video as an honest server shows it. */
export function videoBody(id: string, status: string, more: object = {}): Record<string, unknown> {
	const createdAt = Math.floor(Date.now() / 1000);
	return {
		id,
		object: 'video',
		status,
		progress: status === 'completed' ? 100 : 0,
		created_at: createdAt,
		model: 'sora-2',
		seconds: '4',
		size: '720x1280',
		...more,
	};
}

/** The prompt of a create, from either of its encodings. */
export function promptOf({ body }: Asked): string {
	const inForm = /name="prompt"\r\n\r\n([^\r]*)/.exec(body)?.[1];
	const inJson = /"prompt":"([^"]*)"/.exec(body)?.[1];
	return inForm ?? inJson ?? '';
}

/**
 * A server that does everything right: each render is completed at its first look, and each has a
 * file of its own. A row replaces what it needs.
 */
export function honestAnswers(): Answers {
	const prompts = new Map<string, string>();
	const bodyOf = (id: string, status: string) => {
		const prompt = prompts.get(id);
		return videoBody(id, status, prompt === undefined ? {} : { prompt });
	};
	return {
		create: (asked, response) => {
			const id = `video_${asked.nth}`;
			prompts.set(id, promptOf(asked));
			return json(bodyOf(id, 'queued'))(asked, response);
		},
		look: (asked, response) => json(bodyOf(asked.id, 'completed'))(asked, response),
		list: (asked, response) => {
			const data = [...prompts.keys()].map((id) => bodyOf(id, 'completed')).reverse();
			return json({ object: 'list', data, has_more: false })(asked, response);
		},
		content: (asked, response) =>
			send(clipOf(asked.id), { 'content-type': 'video/mp4' })(asked, response),
		delete: (asked, response) =>
			json({ id: asked.id, object: 'video.deleted', deleted: true })(asked, response),
		endpoints: honestEndpoints(),
		models: json({ object: 'list', data: [{ id: 'sora-2' }] }),
		image: (asked, response) => send(Buffer.alloc(0))(asked, response),
		other: json({ error: { message: 'Not found' } }, 404),
	};
}
