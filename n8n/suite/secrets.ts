import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { manualSigningSecret } from '../stage';
import type { SuiteCase } from './case';

/** Runs last, when the cases before it have made n8n log every kind of failure. */
export const secretCases: SuiteCase[] = [
	{
		name: 'secrets: neither the key nor the signing secret is in the log of n8n',
		limitSeconds: 30,
		run: async ({ server, simulator }) => {
			const log = await readFile(server.logFile, 'utf8');
			assert.match(log, /item \d/, 'no failure of a run is in the log, so nothing is proven');
			assert.ok(!log.includes(simulator.apiKey), 'the API key is in the log');
			assert.ok(!log.includes(manualSigningSecret), 'the signing secret is in the log');
		},
	},
];
