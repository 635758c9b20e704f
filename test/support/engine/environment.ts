import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where n8n keeps binary files: `filesystem` on disk, `default` in memory as base64. */
export type BinaryMode = 'filesystem' | 'default';

export interface EngineEnvironment {
	userFolder: string;
	/** Puts the process's environment back and removes a folder that was made for the engine. */
	leave: () => Promise<void>;
}

/**
 * Sets what n8n-core reads from the environment. Its configuration classes read it once, so this
 * comes before n8n-core is loaded.
 *
 * @param givenFolder stays when the engine is closed; without it a temporary one is made
 */
export async function enterEnvironment(
	binaryMode: BinaryMode,
	givenFolder: string | undefined,
): Promise<EngineEnvironment> {
	const userFolder = givenFolder ?? (await mkdtemp(path.join(tmpdir(), 'n8n-engine-')));
	const wanted: Record<string, string> = {
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'of no use outside this process',
		N8N_DEFAULT_BINARY_DATA_MODE: binaryMode,
		N8N_LOG_LEVEL: 'silent',
		N8N_DIAGNOSTICS_ENABLED: 'false',
	};
	const before = Object.keys(wanted).map((name) => [name, process.env[name]] as const);
	Object.assign(process.env, wanted);
	return {
		userFolder,
		leave: async () => {
			for (const [name, value] of before) {
				if (value === undefined) delete process.env[name];
				else process.env[name] = value;
			}
			if (givenFolder === undefined) await rm(userFolder, { recursive: true, force: true });
		},
	};
}
