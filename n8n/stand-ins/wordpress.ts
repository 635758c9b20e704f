import { z } from 'zod';
import { bodyOf, listen, type StandIn } from './listen';

/** A post, and how often it was changed. */
export interface Post {
	title: string;
	content: string;
	status: string;
	updates: number;
}

/** The parts of WordPress's REST interface that n8n's WordPress node uses on posts. */
export interface WordPress extends StandIn {
	/** What is typed into a WordPress credential for this site. */
	credential: { url: string; username: string; password: string };
	posts: ReadonlyMap<number, Post>;
	/** Writes a draft, as an editor would; gives its number. */
	addDraft: (title: string, content: string) => number;
}

const changeSchema = z.object({
	title: z.string().optional(),
	content: z.string().optional(),
	status: z.string().optional(),
});

function show(id: number, { title, content, status }: Post) {
	return {
		id,
		status,
		title: { raw: title, rendered: title },
		content: { raw: content, rendered: `<p>${content}</p>` },
	};
}

/** Starts a site without posts. Every request asks for name and password. */
export async function startWordPress(): Promise<WordPress> {
	const posts = new Map<number, Post>();
	const [username, password] = ['editor', 'stand-in-password'];
	const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
	const standIn = await listen((server) => {
		server.addHook('onRequest', async (request, reply) => {
			if (request.headers.authorization === expected) return;
			await reply.code(401).send({ code: 'rest_not_logged_in', message: 'Not signed in.' });
		});
		const path = '/wp-json/wp/v2/posts/:id';
		const notFound = { code: 'rest_post_invalid_id', message: 'Invalid post ID.' };
		server.get<{ Params: { id: string } }>(path, async ({ params }, reply) => {
			const id = Number(params.id);
			const post = posts.get(id);
			return post === undefined ? await reply.code(404).send(notFound) : show(id, post);
		});
		server.post<{ Params: { id: string } }>(path, async (request, reply) => {
			const id = Number(request.params.id);
			const post = posts.get(id);
			if (post === undefined) return await reply.code(404).send(notFound);
			const { title, content, status } = changeSchema.parse(
				JSON.parse(bodyOf(request).toString('utf8')),
			);
			const changed = {
				title: title ?? post.title,
				content: content ?? post.content,
				status: status ?? post.status,
				updates: post.updates + 1,
			};
			posts.set(id, changed);
			return show(id, changed);
		});
	});
	const addDraft = (title: string, content: string) => {
		const id = 101 + posts.size;
		posts.set(id, { title, content, status: 'draft', updates: 0 });
		return id;
	};
	return { ...standIn, credential: { url: standIn.origin, username, password }, posts, addDraft };
}
