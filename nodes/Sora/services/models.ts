import { toSoraError } from '../api/errors';
import { callApi } from '../api/request';
import type { Server } from '../api/server';
import { steadyNowMs } from '../api/steadyClock';
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

interface Remembered {
	atMs: number;
	models: Promise<VideoModel[]>;
	/** Once they have come. */
	arrived?: VideoModel[];
}

const remembered = new Map<string, Remembered>();

/**
 * What a model offers; undefined where it is not known. A list that cannot be had stops nobody: the
 * service itself refuses what it cannot do.
 */
export async function offerOf(
	server: Server,
	modelId: string | undefined,
): Promise<VideoModel | undefined> {
	if (modelId === undefined) return undefined;
	if (serviceOf(server).tellsOffers) await rememberedModels(server).catch(toSoraError);
	return knownOffer(server, modelId);
}

/** The same, as far as it is known by now. */
export function knownOffer(server: Server, modelId: string | null): VideoModel | undefined {
	const arrived = remembered.get(server.baseUrl)?.arrived ?? [];
	return [...arrived, ...serviceOf(server).models].find(({ id }) => id === modelId);
}

async function rememberedModels(server: Server): Promise<VideoModel[]> {
	const { baseUrl } = server;
	const last = remembered.get(baseUrl);
	if (last && steadyNowMs() - last.atMs < rememberedMs) return await last.models;
	if (remembered.size >= mostRemembered) remembered.clear();
	const entry: Remembered = { atMs: steadyNowMs(), models: listModels(server) };
	remembered.set(baseUrl, entry);
	try {
		entry.arrived = await entry.models;
		return entry.arrived;
	} catch (error) {
		remembered.delete(baseUrl);
		throw toSoraError(error);
	}
}
