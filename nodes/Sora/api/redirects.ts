import { SoraError } from './errors';
import type { Server } from './server';

/** A redirect by which a server has answered a request. */
export interface Redirect {
	/** Of the request. */
	method: string;
	/** Of the request. */
	url: string;
	status: number;
	/** As the server names it. */
	location: string;
	/** Redirects of the same request that were followed before. */
	followed: number;
}

const mostRedirects = 5;

/**
 * The address at which a request goes on. Only a GET goes to another origin (the door sends no key
 * there); a request that changes something is sent again only where the server asks for exactly that
 * (307, 308), at its own origin, and once: each sending may start a render.
 *
 * @throws SoraError `notSupported` for a redirect that is not followed; `mayExist` where a server that
 * has been asked to change something asks for it again
 */
export function redirectTarget(server: Server, redirect: Redirect): string {
	const { method, url, status, location, followed } = redirect;
	if (!URL.canParse(location, url)) throw strayRedirect(server, location);
	const target = new URL(location, url);
	if (method === 'GET') {
		if (followed < mostRedirects && /^https?:$/.test(target.protocol)) return target.href;
		throw strayRedirect(server, target.href);
	}
	const isAgain = followed > 0 || target.href === new URL(url).href;
	const mayFollow = (status === 307 || status === 308) && target.origin === server.origin;
	if (mayFollow && !isAgain) return target.href;
	throw strayRedirect(server, target.href).with({ mayExist: isAgain });
}

/**
 * The error for a server that lies elsewhere than the Base URL says. It is no matter of the key,
 * which goes to no other origin.
 *
 * @param target where the server sends us, as it names it
 */
export function strayRedirect(server: Server, target: string): SoraError {
	const shown = server.redact(target.split(/[?#]/)[0] ?? '');
	const secure = secureBaseUrl(server, target);
	if (secure !== undefined) {
		return new SoraError('notSupported', `The server wants to be asked by https (${shown})`, {
			advice: `Set the Base URL in the Sora API credential to ${server.redact(secure)} (https in place of http). The API key was not sent there.`,
		});
	}
	return new SoraError(
		'notSupported',
		`The server sends the request on to another address (${shown})`,
		{
			advice:
				'If you trust that address, put it as Base URL into the Sora API credential, up to and including the version (e.g. /v1). The API key was not sent there.',
		},
	);
}

/** The Base URL by https, for a redirect that changes http into https at the same host, and no more. */
function secureBaseUrl({ baseUrl }: Server, target: string): string | undefined {
	if (!URL.canParse(target)) return undefined;
	const [asked, wanted] = [new URL(baseUrl), new URL(target)];
	const isUpgrade = asked.protocol === 'http:' && wanted.protocol === 'https:';
	if (!isUpgrade || asked.hostname !== wanted.hostname) return undefined;
	return `${wanted.origin}${asked.pathname.replace(/\/+$/, '')}`;
}
