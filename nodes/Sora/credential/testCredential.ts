import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { z } from 'zod';

import { credentialSchema } from '../api/credential';
import { toSoraError } from '../api/errors';
import { listSize, sendForText } from '../api/http';
import { parseJson } from '../api/json';
import { responseError } from '../api/responseErrors';
import type { CallContext } from '../api/server';
import { openServer } from '../services/openServer';
import { serviceOf } from '../services/services';
import {
	creditSentence,
	endedSentence,
	failureSentence,
	refusalSentence,
	strangeSentence,
} from './sentences';
import { testContext } from './testContext';

/** The editor waits for it. */
const answerLimitMs = 10_000;

/** A list or what stands for one, as every service answers it to a good key. */
const listSchema = z.union([
	z.array(z.unknown()),
	z.object({ data: z.object({}).or(z.array(z.unknown())) }),
	z.object({ models: z.array(z.unknown()) }),
]);

/**
 * The test of the Sora API credential: opens the server as a run does and asks for what it answers to
 * a good key only. Every outcome is a sentence.
 */
export async function testSoraCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problem = await findProblem(
		testContext(this, data),
		credentialSchema.parse(data).apiKey !== '',
	).catch((thrown: unknown) => failureSentence(toSoraError(thrown)));
	return problem === undefined
		? { status: 'OK', message: 'Connection successful!' }
		: { status: 'Error', message: problem };
}

/** @throws SoraError when the server cannot be asked or does not answer */
async function findProblem(context: CallContext, hasKey: boolean): Promise<string | undefined> {
	const server = await openServer(context);
	if (server.isOpenAi) return endedSentence;
	const service = serviceOf(server);
	const answer = await sendForText(server, {
		method: 'GET',
		url: server.baseUrl + service.keyPath,
		limitMs: answerLimitMs,
		mostText: listSize,
		stay: true,
	});
	if (answer.status >= 200 && answer.status < 300) {
		const json = parseJson(answer.text);
		if (!listSchema.safeParse(json).success) return strangeSentence(server, service, answer.text);
		const usdLeft = service.usdLeft?.(json) ?? null;
		return usdLeft !== null && usdLeft <= 0 ? creditSentence(service) : undefined;
	}
	const refusal = responseError(server, answer, 'models');
	return refusalSentence(server, service, refusal, hasKey);
}
