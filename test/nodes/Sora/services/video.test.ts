import type { IDataObject } from 'n8n-workflow';

import { unknownClip, videoSchema, withKnown } from '../../../../nodes/Sora/services/video';

const read = (answer: IDataObject) =>
	videoSchema.parse({ id: 'v1', status: 'completed', ...answer });
const clip = (byte: string) => byte.repeat(120_000);

describe('a paid video is never refused for', () => {
	it.each([
		{ name: 'a number as id', answer: { id: 42 }, expected: { id: '42' } },
		{
			name: 'a task_id in place of the id',
			answer: { id: undefined, task_id: 't1' },
			expected: { id: 't1' },
		},
		{
			name: 'a null id beside a task_id',
			answer: { id: null, task_id: 't1' },
			expected: { id: 't1' },
		},
		{
			name: 'an empty id beside a task_id',
			answer: { id: '', task_id: 't1' },
			expected: { id: 't1' },
		},
		{ name: 'a strange task_id', answer: { task_id: { a: 1 } }, expected: { id: 'v1' } },
		{
			name: 'an unknown status',
			answer: { status: 'warming' },
			expected: { status: 'in_progress' },
		},
		{ name: 'a prompt that is a list', answer: { prompt: ['a'] }, expected: { prompt: null } },
		{
			name: 'a model that is an object',
			answer: { model: { id: 'm' } },
			expected: { model: null },
		},
		{ name: 'words for seconds', answer: { seconds: '4 s' }, expected: { seconds: null } },
		{ name: 'endless seconds', answer: { seconds: Infinity }, expected: { seconds: null } },
		{ name: 'words for progress', answer: { progress: '50%' }, expected: { progress: null } },
		{ name: 'a number as error', answer: { error: 500 }, expected: { failure: null } },
		{ name: 'outputs that are a list', answer: { outputs: [1] }, expected: { files: [] } },
		{ name: 'files of no known form', answer: { videos: [1, null] }, expected: { files: [] } },
		{ name: 'data that is no list', answer: { data: { a: 1 } }, expected: { files: [] } },
		{
			name: 'a time in words',
			answer: { created_at: 'now' },
			expected: { createdAtSeconds: null },
		},
	])('$name', ({ answer, expected }) => {
		expect(read(answer)).toMatchObject(expected);
	});
});

describe('what is no video is none:', () => {
	it.each([
		{ name: 'without id', answer: { status: 'queued' } },
		{ name: 'with an empty id', answer: { id: '', status: 'queued' } },
		{ name: 'without status', answer: { id: 'v1' } },
		{ name: 'with a number as status', answer: { id: 'v1', status: 200 } },
		{ name: 'a list', answer: [] },
		{ name: 'a text', answer: 'video' },
		{ name: 'nothing', answer: undefined },
	])('$name', ({ answer }) => {
		expect(videoSchema.safeParse(answer).success).toBe(false);
	});
});

describe('a video is read alike from every server:', () => {
	it.each([
		{ name: 'seconds as text', answer: { seconds: '8' }, expected: { seconds: 8 } },
		{ name: 'seconds with a fraction', answer: { seconds: ' 4.5 ' }, expected: { seconds: 4.5 } },
		{ name: 'duration', answer: { duration: 4 }, expected: { seconds: 4 } },
		{ name: 'created', answer: { created: 7 }, expected: { createdAtSeconds: 7 } },
		{
			name: 'created_at before created',
			answer: { created_at: 8, created: 7 },
			expected: { createdAtSeconds: 8 },
		},
		{ name: 'too much progress', answer: { progress: 140 }, expected: { progress: 100 } },
		{ name: 'negative progress', answer: { progress: -1 }, expected: { progress: 0 } },
		{ name: 'no progress', answer: { progress: null }, expected: { progress: null } },
		{ name: 'an empty size', answer: { size: '' }, expected: { size: null } },
		{
			name: 'a status in capitals',
			answer: { status: 'SUCCESS' },
			expected: { status: 'completed', serverStatus: 'SUCCESS' },
		},
		{
			name: 'an error without a message',
			answer: { error: { code: 'oom' } },
			expected: { failure: { code: 'oom', message: 'oom' } },
		},
		{
			name: 'an error without anything',
			answer: { status: 'failed', error: {} },
			expected: { failure: { code: null, message: 'no reason given' } },
		},
		{ name: 'an empty error', answer: { error: '' }, expected: { failure: null } },
	])('$name', ({ answer, expected }) => {
		expect(read(answer)).toMatchObject(expected);
	});
});

describe('a time', () => {
	const now = 1_795_219_000;

	it.each([
		{ name: 'in milliseconds', answer: { created_at: now * 1000 + 123 }, expected: now },
		{ name: 'in milliseconds, as text', answer: { created_at: `${now}000` }, expected: now },
		{ name: 'as text', answer: { created_at: String(now) }, expected: now },
		{ name: 'in microseconds', answer: { created_at: now * 1e6 }, expected: null },
		{ name: 'beyond all numbers', answer: { created_at: 1e300 }, expected: null },
		{
			name: 'of nothing, as Go writes it',
			answer: { created_at: -62_135_596_800 },
			expected: null,
		},
		{ name: 'of 0', answer: { created_at: 0, created: now }, expected: now },
	])('$name is read as the seconds it stands for, or not at all', ({ answer, expected }) => {
		expect(read(answer).createdAtSeconds).toBe(expected);
	});

	it.each([
		{ name: 'a moment', answer: { expires_at: now + 3_600 }, expected: now + 3_600 },
		{ name: 'in milliseconds', answer: { expires_at: (now + 60) * 1000 }, expected: now + 60 },
		{ name: 'seconds to live', answer: { expires_at: 3_600 }, expected: null },
		{ name: 'milliseconds to live', answer: { expires_at: 3_600_000 }, expected: null },
		{ name: 'the creation itself', answer: { expires_at: now }, expected: null },
		{ name: 'before the creation', answer: { expires_at: now - 60 }, expected: null },
		{
			name: 'seconds to live, of a video without date',
			answer: { created_at: null, expires_at: 86_400 },
			expected: null,
		},
		{
			name: 'a moment, of a video without date',
			answer: { created_at: null, expires_at: now },
			expected: now,
		},
	])('of expiry counts where it can be one: $name', ({ answer, expected }) => {
		expect(read({ created_at: now, ...answer }).expiresAtSeconds).toBe(expected);
	});

	it.each([
		{ completed_at: now + 96, expected: now + 96 },
		{ completed_at: now, expected: now },
		{ completed_at: now - 1, expected: null },
		{ completed_at: null, expected: null },
	])('of an end before the beginning is none: $completed_at', ({ expected, ...answer }) => {
		expect(read({ created_at: now, ...answer }).completedAtSeconds).toBe(expected);
	});
});

describe('the file of a clip is found', () => {
	it.each([
		{ name: 'at url', answer: { url: 'https://a' }, expected: [{ url: 'https://a' }] },
		{
			name: 'at outputs.video_url',
			answer: { outputs: { video_url: 'https://a' } },
			expected: [{ url: 'https://a' }],
		},
		{
			name: 'at metadata.url',
			answer: { metadata: { url: 'https://a' } },
			expected: [{ url: 'https://a' }],
		},
		{
			name: 'in every list, in the order of trust',
			answer: {
				unsigned_urls: ['https://4'],
				urls: ['https://3'],
				data: [{ url: 'https://2' }],
				videos: [{ url: 'https://1' }],
				url: 'https://0',
			},
			expected: ['https://0', 'https://1', 'https://2', 'https://3', 'https://4'].map((url) => ({
				url,
			})),
		},
		{
			name: 'inline with its type',
			answer: { videos: [{ type: 'base64', base64: 'AAAA', content_type: 'video/webm' }] },
			expected: [{ base64: 'AAAA' }],
		},
		{
			name: 'inline at the top',
			answer: { b64_json: 'AAAA' },
			expected: [{ base64: 'AAAA' }],
		},
		{
			name: 'in a data URL',
			answer: { url: 'data:video/mp4;base64,AAAA' },
			expected: [{ base64: 'AAAA' }],
		},
		{
			name: 'in a data URL without a type',
			answer: { urls: ['data:;charset=x;base64,AAAA'] },
			expected: [{ base64: 'AAAA' }],
		},
	])('$name', ({ answer, expected }) => {
		expect(read(answer).files).toEqual(expected);
	});
});

describe('what is longer than any is cut, or none:', () => {
	const read = (more: object) => videoSchema.parse({ id: 'v1', status: 'failed', ...more });
	const long = 'a'.repeat(200_000);

	it.each([
		{ name: 'an id', answer: { id: long, status: 'queued' } },
		{ name: 'a task_id', answer: { task_id: long, status: 'queued' } },
	])('$name of 200 KB is no id', ({ answer }) => {
		expect(videoSchema.safeParse(answer).success).toBe(false);
	});

	it('a prompt, a model, a size and a source', () => {
		const names = { prompt: long, model: long, size: long, remixed_from_video_id: long };

		expect(read(names)).toMatchObject({ prompt: null, model: null, size: null, sourceId: null });
		expect(read({ prompt: long.slice(0, 64_000) }).prompt).toHaveLength(64_000);
	});

	it('a status word and the reason of a failure', () => {
		const { failure, serverStatus } = read({ status: long, error: { code: long, message: long } });

		expect([serverStatus.length, failure?.code?.length, failure?.message.length]).toEqual([
			2_000, 2_000, 2_000,
		]);
		expect(read({ error: long }).failure?.message).toHaveLength(2_000);
	});
});

describe('an item stays small and safe:', () => {
	it.each([
		{
			name: 'a top-level error would make n8n run the node again and pay twice',
			answer: { error: { code: 'x' } },
			raw: {},
		},
		{
			name: 'a clip in b64_json',
			answer: { data: [{ b64_json: 'AAAA', fps: 24 }] },
			raw: { data: [{ fps: 24 }] },
		},
		{ name: 'a clip in base64', answer: { videos: [{ base64: 'AAAA' }] }, raw: { videos: [{}] } },
		{
			name: 'a clip in a data URL',
			answer: { url: `data:video/mp4;base64,${clip('A')}` },
			raw: {},
		},
		{
			name: 'everything else is kept',
			answer: { usage: { cost: 0.5 }, quality: 'standard' },
			raw: { usage: { cost: 0.5 }, quality: 'standard' },
		},
	])('$name', ({ answer, raw }) => {
		expect(read(answer).raw).toEqual({ id: 'v1', status: 'completed', ...raw });
	});
});

describe('what is known of a render', () => {
	const known = { prompt: 'a boat', model: 'm', seconds: 4, size: '1x1', resolution: '1p' };

	it('fills in what the server leaves out', () => {
		expect(withKnown(read({}), known)).toMatchObject(known);
	});

	it('never stands above what the server says', () => {
		const said = { prompt: 'b', model: 'n', seconds: 8, size: '2x2', created_at: 10 };

		expect(withKnown(read(said), known)).toEqual(read(said));
	});

	it('may be nothing', () => {
		expect(withKnown(read({}), unknownClip)).toEqual(read({}));
	});
});
