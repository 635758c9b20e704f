import type { Server } from '../api/server';
import { gemini } from './gemini';
import { openAi } from './openAi';
import { openRouter } from './openRouter';
import type { Service } from './service';
import { together } from './together';
import { xai } from './xai';

/** All of them, in the order in which the credential offers them. */
export const services: readonly Service[] = [openRouter, gemini, xai, together, openAi];

/**
 * The style a server speaks: by the credential's Service, for *Other server* by its host, else that
 * of OpenAI, which nearly every server of open models and every gateway has taken over.
 */
export function serviceOf({ service, host }: Pick<Server, 'service' | 'host'>): Service {
	return (
		services.find(({ name }) => name === service) ??
		services.find(({ hosts }) => hosts.includes(host)) ??
		openAi
	);
}

/** A service's own address; undefined for one that has many or none. */
export function ownAddressOf(service: string): string | undefined {
	return services.find(({ name }) => name === service)?.baseUrl;
}
