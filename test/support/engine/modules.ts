import { readFile } from 'node:fs/promises';

import 'reflect-metadata';
import { z } from 'zod';

/** The modules of the engine under test, all of one n8n version. */
export interface EngineModules {
	core: typeof import('n8n-core');
	workflow: typeof import('n8n-workflow');
	container: typeof import('@n8n/di').Container;
	/** Of n8n-core. */
	version: string;
}

const manifest = z.object({ version: z.string() });

/** Loads the engine late, because n8n-core reads the environment while it loads. */
export async function loadModules(): Promise<EngineModules> {
	const [core, workflow, { Container: container }] = await Promise.all([
		import('n8n-core'),
		import('n8n-workflow'),
		import('@n8n/di'),
	]);
	const { version } = manifest.parse(
		JSON.parse(await readFile(require.resolve('n8n-core/package.json'), 'utf8')),
	);
	return { core, workflow, container, version };
}

/**
 * Ends n8n's services and forgets them, so that the next engine of this process reads its own
 * environment. Engines up to 2.0 keep an interval in their SSH service that would hold the process
 * open, and each of these services listens for the process's end: the ended one is kept instead.
 */
export async function endServices({ container }: EngineModules): Promise<void> {
	const { SSHClientsManager } = await import('n8n-core/dist/execution-engine/ssh-clients-manager');
	const ssh = container.get(SSHClientsManager);
	ssh.onShutdown();
	container.reset();
	container.set(SSHClientsManager, ssh);
}
