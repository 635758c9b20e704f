import { startSimulator } from '../../simulator';
import type { SimulatorOptions } from '../../simulator/options';
import type { Stage } from '../stage';

/** Enough to be cut in the middle; made up while it is sent, and different for every clip. */
const clipBytes = 400_000;

/** Runs a case against a server of its own, whose faults and clips meet no other case. */
export async function withOwnServer(
	stage: Stage,
	options: SimulatorOptions,
	work: (own: Stage) => Promise<void>,
): Promise<void> {
	const { client } = stage;
	const simulator = await startSimulator({ media: { bytes: clipBytes }, ...options });
	const { baseUrl, apiKey } = simulator;
	const credentialFields = { ...stage.credentialFields, baseUrl, apiKey };
	try {
		const credential = await client.createCredential({
			name: 'Server of one case',
			type: 'soraApi',
			data: credentialFields,
		});
		await work({ ...stage, simulator, credential, credentialFields });
		await client.session.send('DELETE', `/rest/credentials/${credential.id}`);
	} finally {
		await simulator.close();
	}
}
