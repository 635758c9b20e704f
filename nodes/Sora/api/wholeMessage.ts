import type { SoraError } from './errors';

/** What happened and what to do now, for the places where n8n shows no more than one text. */
export function wholeMessage({ message, details }: SoraError): string {
	return [message, details.advice].filter((part) => part !== undefined).join('. ');
}
