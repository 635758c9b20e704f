import { inspect } from 'node:util';

import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../../../../nodes/Sora/api/errors';
import { createRender } from '../../../../nodes/Sora/services/create';
import { getVideo, listVideos } from '../../../../nodes/Sora/services/videos';
import { downloadFile } from '../../../../nodes/Sora/files/download';
import { fetchReferenceImage } from '../../../../nodes/Sora/files/referenceImage';
import { noCreatedVideos } from '../../../../nodes/Sora/memory/createdVideos';
import { failureItem, runError } from '../../../../nodes/Sora/output/errorItem';
import { videoJson } from '../../../../nodes/Sora/output/videoItem';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import { hang, json, redirect, reset, text } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';
import type { OpenedServer } from '../openAt';

const lab = useLab();

const key = 'sk-Zm9vL2Jhcg/tq+9==';
const gate = 'sesame/"open"\\ÿ';
const credential = { apiKey: key, headerName: 'x-gate', headerSecret: gate };

/** No part of a secret that is long enough to be of use to anybody. */
function expectNoSecret(...shown: unknown[]): void {
	const texts = shown.map((value) =>
		typeof value === 'string' ? value : inspect(value, { depth: 9 }),
	);
	for (const secret of ['sk-Zm9vL2', 'L2Jhcg', 'sesame', 'open\\"', '"open"']) {
		for (const text of texts) expect(text).not.toContain(secret);
	}
}

/** Everything of an error that n8n could show, store, or send down the error branch. */
function faces(error: SoraError, { context }: OpenedServer): unknown[] {
	const ended = runError(context, error, 0, noCreatedVideos());
	expect(ended).toBeInstanceOf(NodeOperationError);
	return [
		error.message,
		error.stack,
		JSON.stringify(error),
		String(error.cause),
		error,
		error.details,
		failureItem(error, 0, noCreatedVideos()),
		JSON.stringify(ended),
		ended.message,
		ended.description,
		ended.stack,
		ended,
	];
}

const soraError = z.instanceof(SoraError);

const sending = { extra: [], sendAs: 'json', limitMs: 9_000 } as const;
const request = { kind: 'create', prompt: 'a boat', ...sending } as const;

const completed = videoSchema.parse({ id: 'v1', status: 'completed' });

const calls: Record<string, (opened: OpenedServer) => Promise<unknown>> = {
	get: async ({ server }) => await getVideo(server, 'v1', { retry: false }),
	list: async ({ server }) => await listVideos(server, { limit: 1 }),
	create: async ({ server }) =>
		await createRender(server, request, 'key-1', {}).then((result) => {
			throw result.outcome === 'made' ? new Error('made') : result.error;
		}),
	download: async ({ server, context }) =>
		await downloadFile(context, server, completed, 'video', {
			firstByteMs: 300_000,
			serverNowMs: Date.now(),
		}),
	reference: async ({ server }) => await fetchReferenceImage(server, `${server.baseUrl}/a.png`),
};

const escaped = JSON.stringify(key).replaceAll('/', '\\/').slice(1, -1);

const echoes: Record<string, Answer> = {
	'a 401 that repeats the key': json({ error: { message: `Wrong key ${key}`, code: key } }, 401),
	'a 400 that repeats the custom header': json({ detail: `x-gate was ${gate}` }, 400),
	'a 403 that repeats the key in another writing of JSON': text(
		`{"error":{"message":"Wrong key ${escaped}"}}`,
		403,
	),
	'a page that repeats the key': text(`<p>Authorization: Bearer <b>${key}</b></p>`, 400),
	'a 200 that repeats the key': text(`Hello ${key}`, 200),
	'a 200 that repeats the key at the edge of what is quoted': text(
		`${'a'.repeat(191)} ${key}`,
		200,
	),
	'a request id that is the key': json({}, 400, { 'x-request-id': key }),
	'a redirect that holds the key': redirect(`ftp://a.example.com/login/${key}?k=${key}`),
	'a redirect to no address that holds the key': redirect(`http://[${key}`),
	'a broken connection': reset,
	silence: hang,
};

const rows = Object.entries(calls).flatMap(([name, call]) =>
	Object.entries(echoes).map(([echo, answer]) => ({ name, echo, call, answer })),
);

describe('no error shows a secret, whatever the server does:', () => {
	it.each(rows)('$name, answered by $echo', async ({ name, call, answer }) => {
		const opened = await lab.open({ credential });
		lab.home.always(answer);

		const thrown: unknown = await lab.run(call(opened)).catch((error: unknown) => error);

		expectNoSecret(...faces(soraError.parse(thrown), opened));
		expect(lab.home.requests.length).toBeGreaterThan(0);
		for (const { headers } of lab.home.requests) {
			expect(headers.authorization).toBe(name === 'reference' ? undefined : `Bearer ${key}`);
			expect(headers['x-gate']).toBe(name === 'reference' ? undefined : gate);
		}
	});
});

it('no error shows a secret when there is no server at all', async () => {
	const opened = await lab.open({
		credential: { ...credential, baseUrl: 'http://127.0.0.1:1/v1' },
	});

	const thrown: unknown = await lab
		.run(getVideo(opened.server, 'v1', { retry: false }))
		.catch((error: unknown) => error);

	expectNoSecret(...faces(soraError.parse(thrown), opened));
});

it('no item shows a key that the server writes into a video', async () => {
	const opened = await lab.open({ credential });
	lab.home.plan(
		json({
			id: 'v1',
			status: 'failed',
			prompt: `a boat ${key}`,
			error: { code: 'x', message: `Authorization: Bearer ${key}` },
			request: { headers: { authorization: `Bearer ${key}`, 'x-gate': gate } },
		}),
	);

	const { video } = await lab.run(getVideo(opened.server, 'v1'));

	expectNoSecret(video, videoJson(video));
});
