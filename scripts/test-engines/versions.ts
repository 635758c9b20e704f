import path from 'node:path';

/** An engine other than the one in devDependencies, and what belongs to it. */
export interface EngineVersion {
	core: string;
	/** The n8n-workflow that this n8n-core names. */
	workflow: string;
	/** The zod that this n8n ships: in it our nodes find it at run time. */
	zod: string;
}

/** The oldest 1.x and 2.x lines we support. */
export const engineVersions: readonly EngineVersion[] = [
	{ core: '1.122.48', workflow: '1.120.31', zod: '3.25.67' },
	{ core: '2.0.2', workflow: '2.0.1', zod: '3.25.67' },
];

/** Root of the repository. */
export const root = path.resolve(__dirname, '..', '..');

/** A folder of its own for each engine: two versions of n8n-core in one tree would mix. */
export function engineFolder({ core }: EngineVersion): string {
	return path.join(root, '.cache', 'engines', core);
}
