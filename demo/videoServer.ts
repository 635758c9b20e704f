import { startSimulator } from '../simulator';
import { DemoFailure } from './failure';

/** Where the demo renders. */
export interface VideoServer {
	/** For the first line of the output. */
	label: string;
	baseUrl: string;
	apiKey: string;
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

/**
 * The server named by SORA_BASE_URL and SORA_API_KEY, or a simulator in this process.
 *
 * @throws DemoFailure when SORA_BASE_URL is no web address
 */
export async function openVideoServer(environment: NodeJS.ProcessEnv): Promise<VideoServer> {
	const { SORA_BASE_URL: baseUrl = '', SORA_API_KEY: apiKey = '' } = environment;
	if (baseUrl !== '') {
		if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl)) {
			throw new DemoFailure(
				`SORA_BASE_URL is no web address: ${baseUrl}. It looks like http://localhost:8091/v1.`,
			);
		}
		return {
			label: baseUrl,
			baseUrl,
			apiKey,
			// Three renders of several minutes each, one after the other on a small server.
			deadlineMs: 45 * 60_000,
			advice: 'The demo takes the Base URL from SORA_BASE_URL and the API Key from SORA_API_KEY.',
			close: async () => undefined,
		};
	}
	let renders = 0;
	const simulator = await startSimulator({
		renderMs: () => renderTimesMs[renders++ % renderTimesMs.length] ?? 0,
		pollAfterMs: pollMs,
	});
	return {
		label: `the simulator at ${simulator.baseUrl} (set SORA_BASE_URL for a real server)`,
		baseUrl: simulator.baseUrl,
		apiKey: simulator.apiKey,
		// Ten times what it takes.
		deadlineMs: 3 * 60_000,
		advice: '',
		close: async () => await simulator.close(),
	};
}
