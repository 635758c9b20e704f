import type { IExecuteFunctions } from 'n8n-workflow';

import type { Server } from '../../../nodes/Sora/api/server';
import { openServer } from '../../../nodes/Sora/services/openServer';
import { fakeExecute, type Fake, type FakeOptions } from '../../support/fakeContext';

/** A server as the credential describes it, and the context from which it is called. */
export type OpenedServer = Fake<IExecuteFunctions> & { server: Server };

/** The server at an origin, below `/v1`. */
export async function openAt(origin: string, options: FakeOptions = {}): Promise<OpenedServer> {
	const credential = { baseUrl: `${origin}/v1`, ...options.credential };
	const fake = fakeExecute({ ...options, credential });
	return { ...fake, server: await openServer(fake.context) };
}
