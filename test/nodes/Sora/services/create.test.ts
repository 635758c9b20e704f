import {
	createRender,
	type CreateResult,
	type EncodingMemory,
} from '../../../../nodes/Sora/services/create';
import type { ClipRequest } from '../../../../nodes/Sora/services/clipRequest';
import type { Field } from '../../../../nodes/Sora/services/fields';
import { broken, hang, json, reset, text } from '../../../support/answers';
import { fixture } from '../../../support/fixtures';
import type { Answer, ReceivedRequest } from '../../../support/loopback';
import { useLab } from '../lab';

const lab = useLab();

const accepted = json({ id: 'v1', object: 'video', status: 'queued' }, 202);
const unsupported = json({ detail: 'Unsupported Media Type' }, 415);
const refused = json({ detail: [{ loc: ['body', 'prompt'], msg: 'field required' }] }, 422);

const firstFrame = {
	upload: { bytes: Buffer.from('jpeg'), fileName: 'a.jpg', mimeType: 'image/jpeg' },
};
const film = { upload: { bytes: Buffer.from('mp4'), fileName: 'a.mp4', mimeType: 'video/mp4' } };
const edit = { kind: 'edit', source: { videoId: 'video_1' } } as const;
const flowShift: Field = { key: 'flow_shift', json: 5 };

const request = (more: Partial<ClipRequest> = {}): ClipRequest => ({
	kind: 'create',
	prompt: 'a boat',
	extra: [],
	sendAs: 'automatic',
	limitMs: 300_000,
	...more,
});

const form = 'multipart/form-data';
const encodingOf = ({ headers }: ReceivedRequest) => headers['content-type']?.split(';')[0];

async function resultOf(
	given: ClipRequest,
	answers: Answer[],
	memory: EncodingMemory = {},
): Promise<CreateResult> {
	const { server } = await lab.open();
	lab.home.plan(...answers);
	return await lab.run(createRender(server, given, 'key-1', memory));
}

/** The video that was made, or the error. */
async function send(given: ClipRequest, answers: Answer[], memory?: EncodingMemory) {
	const result = await resultOf(given, answers, memory);
	if (result.outcome === 'made') return result.video;
	throw result.error;
}

describe('automatic sends', () => {
	it.each<{ name: string; given: Partial<ClipRequest>; expected: string }>([
		{ name: 'a plain create as multipart', given: {}, expected: form },
		{ name: 'a picture as multipart', given: { firstFrame }, expected: form },
		{
			name: 'a create from an uploaded picture as JSON',
			given: { firstFrame: { fileId: 'file-9' } },
			expected: 'application/json',
		},
		{
			name: 'an edit of a video at the server as JSON',
			given: edit,
			expected: 'application/json',
		},
		{
			name: 'a field the server may drop from a form as JSON (FastVideo)',
			given: { extra: [flowShift] },
			expected: 'application/json',
		},
		{
			name: 'a picture beside such a field as multipart',
			given: { firstFrame, extra: [flowShift] },
			expected: form,
		},
		{
			name: 'a remix as JSON, which LiteLLM wants',
			given: { kind: 'remix', source: { videoId: 'a/b' } },
			expected: 'application/json',
		},
	])('$name', async ({ given, expected }) => {
		await send(request(given), [accepted]);

		expect(lab.home.requests.map(encodingOf)).toEqual([expected]);
	});

	it.each([
		{ kind: 'create', path: '/v1/videos' },
		{ kind: 'edit', path: '/v1/videos/edits' },
		{ kind: 'extend', path: '/v1/videos/extensions' },
		{ kind: 'remix', path: '/v1/videos/a%2Fb%3D/remix' },
	] as const)('$kind to its own address', async ({ kind, path }) => {
		await send(request({ kind, source: { videoId: 'a/b=' } }), [accepted]);

		expect(lab.home.lines).toEqual([`POST ${path}`]);
	});

	it('the picture byte for byte', async () => {
		await send(request({ firstFrame }), [accepted]);

		const [received] = lab.home.requests;
		const sent = await new Response(received?.body, {
			headers: { 'content-type': received?.headers['content-type'] ?? '' },
		}).formData();
		const file = sent.get('input_reference');
		expect(sent.get('prompt')).toBe('a boat');
		expect(file instanceof Blob && (await file.text())).toBe('jpeg');
	});
});

describe('a server that does not take the encoding', () => {
	it.each([
		{
			name: 'multipart (415)',
			given: {},
			first: unsupported,
			encodings: [form, 'application/json'],
		},
		{
			name: 'multipart (400, Bifrost)',
			given: {},
			first: json({ error: { message: "invalid character '-' in numeric literal" } }, 400),
			encodings: [form, 'application/json'],
		},
		{
			name: 'multipart (400, OpenRouter)',
			given: {},
			first: json({ error: { message: 'Expected a JSON body', code: 400 } }, 400),
			encodings: [form, 'application/json'],
		},
		{
			name: 'JSON (400, vLLM-Omni)',
			given: edit,
			first: json({ detail: '1 validation error\nbody -> prompt\n  Field required' }, 400),
			encodings: ['application/json', form],
		},
		{ name: 'multipart (422)', given: {}, first: refused, encodings: [form, 'application/json'] },
		{
			name: 'JSON (422, vLLM-Omni)',
			given: edit,
			first: refused,
			encodings: ['application/json', form],
		},
	])('$name gets the other, and the user a video', async ({ given, first, encodings }) => {
		const video = await send(request(given), [first, accepted]);

		expect(video.id).toBe('v1');
		expect(lab.home.requests.map(encodingOf)).toEqual(encodings);
	});

	it('is asked once per run: the encoding is remembered', async () => {
		const memory: EncodingMemory = {};

		await send(request(), [unsupported, accepted], memory);
		await send(request(), [accepted], memory);
		await send(request({ firstFrame }), [accepted], memory);

		expect(lab.home.requests.map(encodingOf)).toEqual([
			form,
			'application/json',
			'application/json',
			'application/json',
		]);
	});

	it('is not remembered where the first encoding did', async () => {
		const memory: EncodingMemory = {};

		await send(request(edit), [accepted], memory);

		expect(memory).toEqual({});
	});

	it('may still take what was remembered for another', async () => {
		await send(request(), [unsupported, accepted], { preferred: 'json' });

		expect(lab.home.requests.map(encodingOf)).toEqual(['application/json', form]);
	});

	it('is given JSON with a number for the duration where it asks for one', async () => {
		const number = json({ detail: 'seconds: invalid type: string "4", expected i32' }, 422);
		const memory: EncodingMemory = {};
		const given = request({ seconds: '4' });

		await send(given, [unsupported, number, accepted], memory);
		await send(given, [accepted], memory);

		expect(lab.home.requests.map(encodingOf).slice(1)).toEqual(Array(3).fill('application/json'));
		expect(
			lab.home.requests.slice(1).map(({ body }): unknown => JSON.parse(body.toString())),
		).toMatchObject([{ seconds: '4' }, { seconds: 4 }, { seconds: 4 }]);
	});
});

describe('a forced encoding is kept to:', () => {
	it.each([
		{ sendAs: 'json', expected: 'application/json' },
		{ sendAs: 'multipart', expected: form },
	] as const)('$sendAs', async ({ sendAs, expected }) => {
		await expect(
			send(request({ sendAs }), [unsupported], { preferred: 'multipart' }),
		).rejects.toMatchObject({ kind: 'notSupported', details: { status: 415 } });
		expect(lab.home.requests.map(encodingOf)).toEqual([expected]);
	});

	it('JSON with a number for the duration is still JSON', async () => {
		const memory: EncodingMemory = {};
		const given = request({ sendAs: 'json', seconds: '4' });
		const number = json({ detail: 'seconds: value is not a valid integer' }, 422);

		await send(given, [number, accepted], memory);
		await send(given, [accepted], memory);

		expect(lab.home.requests.map(({ body }): unknown => JSON.parse(body.toString()))).toEqual([
			{ prompt: 'a boat', seconds: '4' },
			{ prompt: 'a boat', seconds: 4 },
			{ prompt: 'a boat', seconds: 4 },
		]);
	});

	it('JSON is not sent again for a number that nobody asked for', async () => {
		await expect(send(request({ sendAs: 'json' }), [refused])).rejects.toMatchObject({
			details: { status: 422 },
		});
		expect(lab.home.lines).toHaveLength(1);
	});

	it('a picture goes in JSON as a data URL', async () => {
		await send(request({ sendAs: 'json', firstFrame }), [accepted]);

		expect(JSON.parse(String(lab.home.requests[0]?.body))).toEqual({
			prompt: 'a boat',
			input_reference: { image_url: 'data:image/jpeg;base64,anBlZw==' },
		});
	});

	it('but a film, which has no JSON form, goes as multipart', async () => {
		const given = request({ kind: 'edit', sendAs: 'json', source: film });

		await expect(send(given, [unsupported])).rejects.toMatchObject({ details: { status: 415 } });
		expect(lab.home.requests.map(encodingOf)).toEqual([form]);
	});
});

describe('nothing is paid for twice:', () => {
	it.each([
		{ name: 'a wrong value', answer: fixture('openai.error.400-size').status, kind: 'badInput' },
		{ name: 'a wrong key', answer: 401, kind: 'auth' },
		{ name: 'a wrong address', answer: 404, kind: 'notSupported' },
		{ name: 'a server error', answer: 500, kind: 'serverUnreachable' },
	])('$name is no reason for another encoding', async ({ answer, kind }) => {
		await expect(send(request(), [json({}, answer)])).rejects.toMatchObject({ kind });
		expect(lab.home.lines).toHaveLength(1);
	});

	it.each([
		{ name: 'a server error', answer: json({}, 502), kind: 'serverUnreachable' },
		{ name: 'a lost answer', answer: reset, kind: 'serverUnreachable' },
		{ name: 'a strange answer', answer: text('<p>hello</p>'), kind: 'notSupported' },
	])('$name on the second encoding ends it', async ({ answer, kind }) => {
		await expect(send(request(), [unsupported, answer])).rejects.toMatchObject({
			kind,
			details: { mayExist: true },
		});
		expect(lab.home.lines).toHaveLength(2);
	});
});

describe('how a create has ended is said in one word:', () => {
	const lost = { outcome: 'unknown', sentMs: expect.any(Number) as number };

	it.each<{ name: string; answers: Answer[]; expected: object }>([
		{ name: 'taken on', answers: [accepted], expected: { outcome: 'made', video: { id: 'v1' } } },
		{ name: 'a wrong value', answers: [json({}, 400)], expected: { outcome: 'refused' } },
		{ name: 'too many', answers: [json({}, 429)], expected: { outcome: 'refused' } },
		{ name: 'a server error', answers: [json({}, 502)], expected: lost },
		{ name: 'a lost answer', answers: [reset], expected: lost },
		{
			name: 'an answer whose connection broke after the id',
			answers: [broken(Buffer.from('{"id": "v9", "status": "queued"}'), 30, 'reset')],
			expected: { ...lost, error: { details: { videoId: 'v9' } } },
		},
		{
			name: 'an answer that broke off after the id',
			answers: [text('{"id": "v9", "sta', 202)],
			expected: { ...lost, error: { details: { videoId: 'v9' } } },
		},
	])('$name', async ({ answers, expected }) => {
		expect(await resultOf(request(), answers)).toMatchObject(expected);
	});

	it('stopped in the middle', async () => {
		const cancel = new AbortController();
		const { server } = await lab.open({ cancelSignal: cancel.signal });
		lab.home.plan(hang);
		setTimeout(() => cancel.abort(), 1_000);

		const result = await lab.run(createRender(server, request(), 'key-1', {}));

		expect(result).toMatchObject({ ...lost, error: { kind: 'cancelled' } });
	});
});

it('all repeats of a create bear one Idempotency-Key', async () => {
	await send(request(), [unsupported, accepted]);

	expect(lab.home.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
		'key-1',
		'key-1',
	]);
});

describe('a server that does not know the address of', () => {
	const unknown = json({ detail: 'Not Found' }, 404);
	const remix = { kind: 'remix', source: { videoId: 'video_1' } } as const;

	it.each<{
		name: string;
		given: Partial<ClipRequest>;
		answers: Answer[];
		kind: string;
		says: string;
	}>([
		{
			name: 'a remix has the source all the same',
			given: remix,
			answers: [unknown, accepted],
			kind: 'notSupported',
			says: 'This server cannot remix videos',
		},
		{
			name: 'an edit has the source all the same',
			given: edit,
			answers: [json({}, 405), accepted],
			kind: 'notSupported',
			says: 'This server cannot edit videos',
		},
		{
			name: 'an edit of a file',
			given: { kind: 'edit', source: film },
			answers: [unknown],
			kind: 'notSupported',
			says: 'This server cannot edit videos',
		},
		{
			name: 'a source does not know the source',
			given: remix,
			answers: [unknown, unknown],
			kind: 'notFound',
			says: 'The server does not know the video to remix',
		},
	])('$name', async ({ given, answers, kind, says }) => {
		const result = await resultOf(request(given), answers);

		expect(result).toMatchObject({ outcome: 'refused', error: { kind, message: says } });
		expect(lab.home.lines).toHaveLength(answers.length);
	});
});

describe('the reason shown is the one that helps:', () => {
	it.each([
		{
			name: 'the field that is wrong, not the encoding tried after it',
			answers: [refused, unsupported],
			message: 'prompt: field required',
		},
		{
			name: 'the first of two that name a field',
			answers: [refused, json({ detail: 'value is not a valid dict' }, 422)],
			message: 'prompt: field required',
		},
		{
			name: 'the second, where the first only knew the encoding',
			answers: [unsupported, json({ error: { message: 'Bad size' } }, 400)],
			message: 'Bad size',
		},
		{
			name: 'the second, where the first misread the body',
			answers: [
				json({ error: { message: 'invalid JSON' } }, 400),
				json({ error: { message: 'Bad size' } }, 400),
			],
			message: 'Bad size',
		},
		{
			name: 'a key that fails on the way',
			answers: [refused, json({ error: { message: 'Expired key' } }, 401)],
			message: 'Expired key',
		},
	])('$name', async ({ answers, message }) => {
		await expect(send(request(), answers)).rejects.toMatchObject({
			message: expect.stringContaining(message) as string,
		});
		expect(lab.home.lines).toHaveLength(2);
	});
});
