import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Simulator, startSimulator } from '../simulator';
import type { SimulatorOptions } from '../simulator/options';
import { installN8n } from './install';
import { closeOnInterrupt } from './interrupt';
import { buildPackage, installPackage, packPackage } from './package-under-test';
import { cacheFolder } from './paths';
import { N8nClient, type Owner } from './rest';
import type { Credential } from './rest-schemas';
import { type N8nServer, prepareServer } from './server';
import { runStep } from './step';

/** Everything that stands while the suite, or a person, works: n8n, simulator, account, credential. */
export interface Stage {
	server: N8nServer;
	simulator: Simulator;
	client: N8nClient;
	owner: Owner;
	/** The credential for the simulator, as stored in n8n. */
	credential: Credential;
	/** What was typed into that credential. */
	credentialFields: Record<string, string>;
	/** Ends n8n and the simulator. The folder goes too, unless it is wanted for its log. */
	close: (keepFolder?: boolean) => Promise<void>;
}

/** The signing secret in the credential, for triggers that are registered by hand. */
export const manualSigningSecret = `whsec_${Buffer.from('signing-key-of-the-n8n-suite-0001').toString('base64')}`;

function makeOwner(): Owner {
	// n8n asks for a capital letter and a digit, which random text may lack.
	const password = `Aa1-${randomBytes(9).toString('base64url')}`;
	return { email: 'owner@example.com', password, firstName: 'Olive', lastName: 'Owner' };
}

async function prepareHome(): Promise<string> {
	const homes = path.join(cacheFolder, 'homes');
	await mkdir(homes, { recursive: true });
	return await mkdtemp(path.join(homes, 'run-'));
}

async function fillN8n(server: N8nServer, simulator: Simulator) {
	const client = new N8nClient(server.baseUrl);
	const owner = makeOwner();
	await client.setUpOwner(owner);
	const credentialFields = {
		service: 'other',
		baseUrl: simulator.baseUrl,
		apiKey: simulator.apiKey,
		authentication: 'bearer',
		webhookSecret: manualSigningSecret,
	};
	const credential = await client.createCredential({
		name: 'Videos API simulator',
		type: 'soraApi',
		data: credentialFields,
	});
	return { client, owner, credential, credentialFields };
}

/**
 * Installs n8n if needed, builds, packs and installs the package, and starts simulator and n8n
 * with an owner and a credential. What has been started is ended again when a step fails, and when
 * this process is interrupted.
 */
export async function raiseStage(options: SimulatorOptions): Promise<Stage> {
	await installN8n();
	await runStep('Building the package', buildPackage);
	const packed = await runStep('Packing it as npm would', async () => await packPackage());
	const home = await prepareHome();
	const server = await prepareServer(home);
	await runStep('Installing the tarball into n8n', async () => await installPackage(packed, home));
	const simulator = await startSimulator(options);
	let closing: Promise<void> | undefined;
	const closeOnce = async (keepFolder: boolean) => {
		await server.stop();
		await simulator.close();
		if (!keepFolder) await rm(home, { recursive: true, force: true, maxRetries: 3 });
	};
	const close = async (keepFolder = false) => await (closing ??= closeOnce(keepFolder));
	closeOnInterrupt(close);
	try {
		await runStep('Starting n8n', async () => await server.start());
		return { server, simulator, close, ...(await fillN8n(server, simulator)) };
	} catch (error) {
		await close(true);
		throw error;
	}
}
