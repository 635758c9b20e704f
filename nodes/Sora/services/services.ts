import type { Server } from '../api/server';
import { openAi } from './openAi';
import type { Service } from './service';

const services: readonly Service[] = [openAi];

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
