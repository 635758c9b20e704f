import { z } from 'zod';

import { json } from './answers';
import type { Answer } from './server';

/** With which every endpoint of this server signs. */
export const endpointSecret = 'whsec_aG9zdGlsZSBzZXJ2ZXIncyBlbmRwb2ludHM=';

/** An endpoint as the server shows it. */
export function endpointBody(id: string, url: string, more: object = {}): Record<string, unknown> {
	const event_types = ['video.completed'];
	return { id, object: 'webhook_endpoint', name: 'n8n', url, event_types, ...more };
}

const registrationSchema = z.object({ url: z.string() }).passthrough();

/** The routes for webhook endpoints of a server that does everything right. */
export function honestEndpoints(): Answer {
	const endpoints = new Map<string, Record<string, unknown>>();
	return (asked, response) => {
		const { method, id, body } = asked;
		const answer = (value: object, status = 200) => json(value, status)(asked, response);
		if (id === '' && method === 'GET') return answer({ data: [...endpoints.values()] });
		const known = endpoints.get(id);
		if (id !== '' && !known) return answer({ error: { message: 'No such endpoint' } }, 404);
		if (method === 'DELETE') {
			endpoints.delete(id);
			return answer({ id, deleted: true });
		}
		if (method === 'GET') return answer({ ...known });
		const { url, ...given } = registrationSchema.parse(JSON.parse(body));
		const kept = endpointBody(id === '' ? `we_${asked.nth}` : id, url, given);
		endpoints.set(String(kept.id), kept);
		return answer(id === '' ? { ...kept, signing_secret: endpointSecret } : kept);
	};
}
