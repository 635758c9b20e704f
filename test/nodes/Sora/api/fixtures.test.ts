import { eachVideo } from '../../../../nodes/Sora/services/paging';
import { responseError } from '../../../../nodes/Sora/api/responseErrors';
import type { Server } from '../../../../nodes/Sora/api/server';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import { deleteVideo, listVideos } from '../../../../nodes/Sora/services/videos';
import {
	createWebhookEndpoint,
	listWebhookEndpoints,
} from '../../../../nodes/Sora/api/webhookEndpoints';
import { requireMedia } from '../../../../nodes/Sora/files/requireMedia';
import { parseEvent } from '../../../../nodes/Sora/webhooks/event';
import { ForgedDelivery, verifySignature } from '../../../../nodes/Sora/webhooks/signature';
import { text } from '../../../support/answers';
import { fixture, fixtureNames, type Fixture } from '../../../support/fixtures';
import { useLoopback } from '../../../support/loopback';
import { errorRows, videoRows } from './fixtureRows';
import { openAt } from '../openAt';

const loopback = useLoopback();

/** A server that gives one sample as its answer to everything. */
async function serving({ status, headers, bytes }: Fixture): Promise<Server> {
	const server = await loopback();
	const { 'content-length': _length, ...others } = headers;
	server.always(text(bytes, status, others));
	return (await openAt(server.origin)).server;
}

describe('videos', () => {
	it.each(videoRows)('$name is read as what it is', ({ name, expected }) => {
		expect(videoSchema.parse(fixture(name).body)).toMatchObject(expected);
	});
});

describe('errors', () => {
	it.each(errorRows)('$name becomes "$kind"', async ({ name, purpose, kind, quoted }) => {
		const sample = fixture(name);
		const answer = { ...sample, text: sample.bytes.toString() };

		const error = responseError(await serving(sample), answer, purpose);

		expect(error.kind).toBe(kind);
		expect(`${error.message} ${error.details.advice}`).toContain(quoted);
		expect(error.details.status).toBe(sample.status);
	});
});

const firstPage = ['video_6920a51100f0819083a1b2c3d4e5f60718293a4b5c6d7e8f'];

const lists = [
	{
		name: 'openai.list',
		expected: {
			videos: [{ id: firstPage[0] }, { status: 'in_progress', progress: 47 }],
			lastId: 'video_6920a3b0c4d881909f0011223344556677889900aabbccdd',
			hasMore: true,
		},
	},
	{
		name: 'openai.list.last-page',
		expected: { videos: [{ status: 'completed' }], hasMore: false },
	},
	{
		name: 'sglang.list',
		expected: { videos: [{ status: 'queued' }], hasMore: false },
	},
];

describe('lists', () => {
	it.each(lists)('$name is read as a page', async ({ name, expected }) => {
		const { entries, ...page } = await listVideos(await serving(fixture(name)), { limit: 2 });
		const videos = entries.map((entry) => entry.read());

		expect({ ...page, videos }).toMatchObject(expected);
	});

	it('of one sample page are not paged for ever', async () => {
		const server = await serving(fixture('openai.list'));
		const ids: string[] = [];
		for await (const { id } of eachVideo(async (query) => await listVideos(server, query), 'desc'))
			ids.push(id);

		expect(ids).toHaveLength(2);
	});
});

const deletions = ['openai.delete', 'trtllm.delete'];

describe('deletions', () => {
	it.each(deletions)('%s is a success', async (name) => {
		await expect(deleteVideo(await serving(fixture(name)), 'video_1')).resolves.toBe(true);
	});
});

const contents = [
	{ name: 'openai.content.video', variant: 'video', mimeType: 'video/mp4' },
	{ name: 'openai.content.thumbnail', variant: 'thumbnail', mimeType: 'image/webp' },
] as const;

describe('files', () => {
	it.each(contents)('$name is $mimeType', ({ name, variant, mimeType }) => {
		const { bytes, headers } = fixture(name);

		const type = requireMedia(bytes, headers['content-type'], variant, String);

		expect(type).toMatchObject({ mimeType });
		expect(bytes).toHaveLength(Number(headers['content-length']));
	});
});

const secret = 'whsec_dmlkZW9zLWFwaS1yZWZlcmVuY2UtdGVzdC1zZWNyZXQ=';
const signedAtMs = 1795219200_000;

const deliveries = [
	{ name: 'webhook.video.completed', type: 'video.completed' },
	{ name: 'webhook.video.completed-rotated', type: 'video.completed' },
	{ name: 'webhook.video.failed', type: 'video.failed' },
];

describe('deliveries', () => {
	it.each(deliveries)('$name is verified and read', ({ name, type }) => {
		const { headers, bytes } = fixture(name);

		const { rawBody } = verifySignature({ headers, rawBody: bytes }, [secret], signedAtMs);

		expect(parseEvent(rawBody, [type])).toMatchObject({
			kind: 'wanted',
			event: { type, videoId: 'video_6920a0ffeed081909d' },
		});
	});

	it('openrouter.webhook.completed, signed in another way, is not believed', () => {
		const { headers, bytes } = fixture('openrouter.webhook.completed');

		expect(() =>
			verifySignature({ headers, rawBody: bytes }, ['or-test-secret'], signedAtMs),
		).toThrow(ForgedDelivery);
	});
});

describe('other answers', () => {
	it('webhook-endpoint.created gives the secret that is never shown again', async () => {
		const registration = { name: 'n8n', url: 'https://hooks.example.com/openai', eventTypes: [] };
		const server = await serving(fixture('webhook-endpoint.created'));

		await expect(createWebhookEndpoint(server, registration)).resolves.toMatchObject({
			id: 'whe_6920c0de11228190',
			signingSecret: secret,
		});
	});

	it('webhook-endpoint.list is read', async () => {
		const server = await serving(fixture('webhook-endpoint.list'));

		await expect(listWebhookEndpoints(server)).resolves.toEqual([
			{
				id: 'whe_6920c0de11228190',
				name: 'render notifications',
				url: 'https://hooks.example.com/openai',
				eventTypes: ['video.completed', 'video.failed'],
				signingSecret: null,
			},
		]);
	});

	it('openai.character.created is not taken for a video', () => {
		expect(videoSchema.safeParse(fixture('openai.character.created').body).success).toBe(false);
	});
});

it('every sample is parsed by a test above', () => {
	const tested = [
		...[...videoRows, ...errorRows, ...lists, ...contents, ...deliveries].map(({ name }) => name),
		...deletions,
		'openrouter.webhook.completed',
		'webhook-endpoint.created',
		'webhook-endpoint.list',
		'openai.character.created',
	];

	expect(fixtureNames().sort()).toEqual(tested.sort());
});
