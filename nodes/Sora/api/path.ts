import { SoraError } from './errors';

/**
 * Tagged template for a path below the base URL: every inserted id is percent-encoded, because ids
 * are opaque and may hold `/`, `=`, `+`, `:` (LiteLLM, Bifrost).
 *
 * @example apiPath`/videos/${id}/content` // "/videos/a%2Fb/content"
 * @throws SoraError `badInput` for an id that no encoding keeps from reaching another endpoint: an
 * empty one, and `.` and `..`, which a URL resolves even when they are encoded; and for half a
 * character, which has no encoding
 */
export function apiPath(parts: TemplateStringsArray, ...ids: string[]): string {
	return parts.reduce((path, part, index) => path + encodeId(ids[index - 1] ?? '') + part);
}

const longestShown = 100;

function encodeId(id: string): string {
	if (/^\.{0,2}$|\p{Surrogate}/u.test(id)) {
		throw new SoraError('badInput', `"${id.slice(0, longestShown)}" is not the ID of a video`, {
			advice: 'Choose a video from the list, or give its ID, e.g. {{ $json.id }} after a Create.',
		});
	}
	return encodeURIComponent(id);
}
