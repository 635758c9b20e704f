import { toSoraError, SoraError } from '../api/errors';
import { callApi } from '../api/request';
import type { Server } from '../api/server';
import { serviceOf } from './services';
import type { VideoModel } from './videoModel';

/**
 * The models a service lists, those that make videos first, with what they offer as far as it is
 * known. A service whose list lacks its video models (xAI) is helped out with those we know.
 *
 * @throws SoraError
 */
export async function listModels(server: Server): Promise<VideoModel[]> {
	const { baseUrl, modelsPath, modelsSchema, models: known } = serviceOf(server);
	const { value: listed } = await callApi(server, {
		method: 'GET',
		path: modelsPath,
		purpose: 'models',
		schema: modelsSchema,
	});
	// One service has the models it has, a style of many servers has those that each lists.
	if (listed.length === 0 && baseUrl !== undefined) return [...known];
	return listed.map((model) => ({ ...known.find(({ id }) => id === model.id), ...model }));
}

/** Offers change by the month; a run of hundreds asks once. */
const rememberedMs = 5 * 60_000;
const mostRemembered = 20;

const remembered = new Map<string, { atMs: number; models: Promise<VideoModel[]> }>();

/**
 * What a model offers; undefined where it is not known. A list that cannot be had stops nobody: the
 * service itself refuses what it cannot do.
 */
export async function offerOf(
	server: Server,
	modelId: string | undefined,
): Promise<VideoModel | undefined> {
	const { models: known, tellsOffers } = serviceOf(server);
	const byId = ({ id }: VideoModel) => id === modelId;
	if (modelId === undefined || !tellsOffers) return known.find(byId);
	const listed = await rememberedModels(server).catch(toSoraError);
	return listed instanceof SoraError ? undefined : listed.find(byId);
}

async function rememberedModels(server: Server): Promise<VideoModel[]> {
	const { baseUrl } = server;
	const nowMs = Date.now();
	const last = remembered.get(baseUrl);
	if (last && Math.abs(nowMs - last.atMs) < rememberedMs) return await last.models;
	const models = listModels(server);
	if (remembered.size >= mostRemembered) remembered.clear();
	remembered.set(baseUrl, { atMs: nowMs, models });
	return await models.catch((error: unknown) => {
		remembered.delete(baseUrl);
		throw error;
	});
}
