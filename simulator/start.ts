import type { AddressInfo } from 'node:net';

import type { FastifyInstance } from 'fastify';

import { dialectCalled } from './dialects/registry';
import { FaultOrders } from './faults/orders';
import { Pauses } from './http/pauses';
import { RequestLog } from './http/requestLog';
import { buildApi, buildFileOrigin } from './http/server';
import { Traffic } from './http/traffic';
import { MediaLibrary } from './media/library';
import { defaultApiKey, defaultRenderMs, perRequest, type SimulatorOptions } from './options';
import { RenderStore } from './renders/store';
import { addControl } from './routes/control';
import { CharacterStore } from './renders/characters';
import { Simulator } from './simulator';
import type { Studio } from './studio';
import { openaiDeliveries } from './webhooks/style';
import { Webhooks } from './webhooks/webhooks';

/** The only interface ever listened on. */
const host = '127.0.0.1';

/**
 * Starts a simulated Videos API server on the loopback interface. Throws when the port is taken.
 * The caller closes it.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const studio = equipStudio(options);
	const [log, fileLog] = [new RequestLog(), new RequestLog()];
	const [api, files] = await Promise.all([buildApi(studio, log), buildFileOrigin(studio, fileLog)]);
	const closeServers = async () => void (await Promise.all([api.close(), files.close()]));
	const simulator = new Simulator(studio, log, fileLog, closeServers);
	addControl(api, simulator);
	try {
		studio.addresses.base = `${await listen(api, options.port ?? 0)}${studio.dialect.base ?? '/v1'}`;
		studio.addresses.files = await listen(files, 0);
	} catch (error) {
		await simulator.close();
		throw error;
	}
	return simulator;
}

function equipStudio(options: SimulatorOptions): Studio {
	const dialect = dialectCalled(options.dialect ?? 'openai');
	// Looked up on every call, so that a faked Date moves the simulator too.
	const now = options.now ?? (() => Date.now());
	const pauses = new Pauses();
	const { expiresAfterMs } = options;
	const renders = new RenderStore({
		now,
		renderMs: perRequest(options.renderMs, defaultRenderMs),
		queueMs: perRequest(options.queueMs, 0),
		expiresAfterMs: expiresAfterMs === undefined ? dialect.expiresAfterMs : expiresAfterMs,
		outcome: options.outcome ?? (() => undefined),
		progress: options.progress ?? dialect.progress,
		maxRunning: options.maxRunning ?? Infinity,
	});
	const addresses = { base: '', files: '' };
	const style = dialect.deliveries ?? openaiDeliveries;
	return {
		options,
		apiKey: options.apiKey ?? defaultApiKey,
		dialect,
		now,
		renders,
		media: new MediaLibrary(options.media ?? 'full'),
		characters: new CharacterStore(),
		webhooks: new Webhooks(now, renders, pauses, options, style, () => addresses.base),
		orders: new FaultOrders(),
		traffic: new Traffic(),
		pauses,
		addresses,
	};
}

async function listen(server: FastifyInstance, port: number): Promise<string> {
	await server.listen({ host, port });
	return `http://${host}:${portOf(server.server.address())}`;
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') throw new TypeError('No TCP address.');
	return address.port;
}
