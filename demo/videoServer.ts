import { ownAddressOf, services } from '../nodes/Sora/services/services';
import { startSimulator } from '../simulator';
import { DemoFailure } from './failure';

/** Where the demo renders. */
export interface VideoServer {
	/** For the first line of the output. */
	label: string;
	/** As the credential names it. */
	service: string;
	baseUrl: string;
	apiKey: string;
	/** Undefined for the default of the server; of a hosted service, for the first of its list. */
	model: string | undefined;
	/** Whether nothing is rendered without a model named. */
	needsModel: boolean;
	/** After which the demo gives up: it shows a first video, and must never hang. */
	deadlineMs: number;
	/** Follows a failure: where the address and the key come from. */
	advice: string;
	close(): Promise<void>;
}

/** Different enough to see the bars overtake one another, and short enough for a first look. */
const renderTimesMs = [5_000, 7_000, 10_000];

/** The simulator asks to be looked at so often; without it the bars would jump. */
const pollMs = 800;

const other = 'other';

/**
 * The server named by SORA_SERVICE, SORA_BASE_URL, SORA_API_KEY and SORA_MODEL, or a simulator in
 * this process.
 *
 * @throws DemoFailure when there is no such service, or SORA_BASE_URL is no web address
 */
export async function openVideoServer(environment: NodeJS.ProcessEnv): Promise<VideoServer> {
	const { SORA_SERVICE: service = other, SORA_API_KEY: apiKey = '' } = environment;
	const { SORA_MODEL: model } = environment;
	const names = [...services.map(({ name }) => name), other];
	if (!names.includes(service)) {
		throw new DemoFailure(`SORA_SERVICE is none of ${names.join(', ')}: ${service}.`);
	}
	const baseUrl = environment.SORA_BASE_URL || (ownAddressOf(service) ?? '');
	if (baseUrl !== '' || service !== other) {
		if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl)) {
			throw new DemoFailure(
				`SORA_BASE_URL is no web address: ${baseUrl}. It looks like http://localhost:8091/v1.`,
			);
		}
		return {
			label: baseUrl,
			service,
			baseUrl,
			apiKey,
			model,
			needsModel: services.some(({ name, can }) => name === service && can.needsModel),
			// Three renders of several minutes each, one after the other on a small server.
			deadlineMs: 45 * 60_000,
			advice:
				'The demo takes Service, Base URL, API Key and Model from SORA_SERVICE, SORA_BASE_URL, SORA_API_KEY and SORA_MODEL.',
			close: async () => undefined,
		};
	}
	let renders = 0;
	const simulator = await startSimulator({
		renderMs: () => renderTimesMs[renders++ % renderTimesMs.length] ?? 0,
		pollAfterMs: pollMs,
	});
	return {
		label: `the simulator at ${simulator.baseUrl} (set SORA_SERVICE or SORA_BASE_URL for a real one)`,
		service: other,
		baseUrl: simulator.baseUrl,
		apiKey: simulator.apiKey,
		model,
		needsModel: false,
		// Ten times what it takes.
		deadlineMs: 3 * 60_000,
		advice: '',
		close: async () => await simulator.close(),
	};
}
