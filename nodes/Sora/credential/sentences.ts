import type { SoraError } from '../api/errors';
import { openAiEnd } from '../api/responseErrors';
import type { Server } from '../api/server';
import { wholeMessage } from '../api/wholeMessage';
import type { Service } from '../services/service';

type Place = Pick<Server, 'baseUrl' | 'host'>;

/** For a Base URL of OpenAI itself, whose key may be good and renders nothing all the same. */
export const endedSentence = `OpenAI ended its own video service on ${openAiEnd}, so this key renders nothing. Choose another Service, e.g. OpenRouter, or put the address of your resource at Azure OpenAI as Base URL.`;

/** For a server that cannot be asked, or gives no answer. */
export function failureSentence(error: SoraError): string {
	const mayWantHttps = error.details.code === 'ECONNRESET' || error.details.code === 'EPIPE';
	const more = mayWantHttps ? ' If it speaks https, the address has to begin with https://.' : '';
	return wholeMessage(error) + more;
}

/** For an answer outside 2xx. */
export function refusalSentence(
	place: Place,
	service: Service,
	error: SoraError,
	hasKey: boolean,
): string {
	const { title, account } = service;
	const { status = 0 } = error.details;
	const isHosted = service.baseUrl !== undefined;
	const page = isHosted ? ` Keys are made at ${account.keyPage}.` : '';
	if (wantsHttps.test(error.message)) {
		return `${place.host} speaks https only. Write https:// in place of http:// in the Base URL.`;
	}
	if (error.kind === 'auth' && !hasKey) return `${title} asks for an API Key.${page}`;
	if (error.kind === 'auth' && status === 403) {
		return `${title} does not let this API Key in (403). Check what the key may do, and in which organization and project.${page}`;
	}
	if (error.kind === 'auth') {
		const authentication = isHosted ? '' : ', and check Authentication';
		return `${title} does not accept the API Key (${status}). Copy the whole key again${authentication}.${page}`;
	}
	if (error.kind === 'quota') return creditSentence(service);
	if (status === 404 || status === 405 || status === 410) {
		return `${place.baseUrl} has nothing of what ${isHosted ? title : 'a Videos API'} has (${status}). ${versionAdvice(service)}`;
	}
	return wholeMessage(error);
}

/** For a good key that can pay for nothing. */
export function creditSentence({ baseUrl, title }: Service): string {
	const place = baseUrl === undefined ? 'there' : `at ${title}`;
	return `The API Key is right, but it has no credit left. Add credit ${place}, or raise the limit of the key, and test again.`;
}

/** For a success that is none. */
export function strangeSentence(place: Place, service: Service, text: string): string {
	const what = /^\s*</.test(text) ? 'a web page' : 'something else';
	const wanted =
		service.baseUrl === undefined ? 'a list of models' : `what ${service.title} answers`;
	return `${place.host} answers with ${what}, not with ${wanted}. ${versionAdvice(service)}`;
}

/** As servers say it that were asked by http at their port for https. */
const wantsHttps = /\bHTTP request\b.{0,40}\bHTTPS (port|server)\b/i;

function versionAdvice({ baseUrl, title }: Service): string {
	return baseUrl === undefined
		? 'The Base URL has to end in the version of the API, e.g. http://localhost:8091/v1.'
		: `The Base URL has to end as in ${baseUrl}; leave it empty for ${title} itself.`;
}
