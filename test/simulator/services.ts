import type { DialectName } from '../../simulator';
import type { JsonObject } from '../../simulator/http/json';
import { type Lab, openLab, type Reply, textAt } from './client';

/** Services with a wire of their own. */
export type Service = 'openrouter' | 'gemini' | 'xai' | 'together';

export const veo = 'veo-3.1-generate-preview';
/** An image as data URL. */
export const image = `data:image/png;base64,${pngText()}`;
/** A body for the Gemini API. */
export const gemini = (instance: JsonObject, parameters: JsonObject = {}): JsonObject => {
	return { instances: [{ prompt: 'a', ...instance }], parameters };
};

/** Where each service takes a create, and the least it takes. */
export const creates: Record<Service, { path: string; body: (prompt: string) => JsonObject }> = {
	openrouter: { path: '/videos', body: (prompt) => ({ prompt, model: 'google/veo-3.1' }) },
	gemini: {
		path: `/models/${veo}:predictLongRunning`,
		body: (prompt) => gemini({ prompt }),
	},
	xai: {
		path: '/videos/generations',
		body: (prompt) => ({ prompt, model: 'grok-imagine-video' }),
	},
	together: { path: '/videos', body: (prompt) => ({ prompt, model: 'minimax/hailuo-02' }) },
};

function pngText(): string {
	const content = Buffer.alloc(64);
	Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(content);
	return content.toString('base64');
}

/** A lab whose requests carry the key as the dialect wants it. */
export async function open(dialect: DialectName): Promise<Lab> {
	const lab = await openLab({ dialect });
	const { apiKey } = lab.simulator;
	const send: Lab['send'] = (method, path, sent = {}) => {
		const key = sent.key === undefined ? apiKey : sent.key;
		const own: Record<string, string> = key === null ? {} : { 'x-goog-api-key': key };
		const headers = { ...(dialect === 'gemini' ? own : {}), ...sent.headers };
		return lab.send(method, path, { ...sent, headers });
	};
	return { ...lab, send };
}

/** Asks for a render, by default with the least the service takes. */
export async function create(lab: Lab, service: Service, fields?: JsonObject): Promise<Reply> {
	const { path, body } = creates[service];
	return await lab.send('POST', path, { json: fields ?? body('a') });
}

/** Where the state of a job is asked for, by the answer to its create. */
function statusPath(service: Service, { json }: Reply): string {
	if (service === 'gemini') return `/${textAt(json, 'name')}`;
	return `/videos/${textAt(json, service === 'xai' ? 'request_id' : 'id')}`;
}

/** Asks for a render and shows it when `ms` have passed. */
export async function after(lab: Lab, service: Service, ms: number, prompt = 'a'): Promise<Reply> {
	const made = await create(lab, service, creates[service].body(prompt));
	lab.forward(ms);
	return await lab.send('GET', statusPath(service, made));
}
