import { pngItem, sentFields, withoutWait } from './createForm';
import { png } from './mediaFiles';
import { fieldsOf, nodeBench, origin, unfinishedAnswer } from './nodeRun';

const bench = nodeBench();

describe('a first frame', () => {
	const file = { name: 'first.png', type: 'image/png', size: 33 };

	it('from an input field goes as a file', async () => {
		const { fields, encoding } = await sentFields(
			bench,
			{ firstFrame: 'binary' },
			pngItem(1280, 720),
		);

		expect(encoding).toBe('multipart');
		expect(fields).toEqual({ prompt: 'a paper boat', input_reference: file });
	});

	it('gives its size where the shape is to match', async () => {
		const set = { firstFrame: 'binary', aspectRatio: 'matchFirstFrame' };

		expect((await sentFields(bench, set, pngItem(848, 480))).fields).toMatchObject({
			size: '848x480',
		});
	});

	it('goes as a data URL where JSON is forced', async () => {
		const set = { firstFrame: 'binary', options: { sendAs: 'json' } };
		const { fields } = await sentFields(bench, set, pngItem(1280, 720));

		expect(fields.input_reference).toEqual({
			image_url: `data:image/png;base64,${png(1280, 720).toString('base64')}`,
		});
	});

	it('by file id goes as JSON, where nested fields have a form', async () => {
		const set = { firstFrame: 'fileId', firstFrameFileId: 'file-9' };

		expect(await sentFields(bench, set)).toMatchObject({
			encoding: 'json',
			fields: { input_reference: { file_id: 'file-9' } },
		});
	});

	it('by file id goes in brackets where a form is forced', async () => {
		const set = {
			firstFrame: 'fileId',
			firstFrameFileId: 'file-9',
			options: { sendAs: 'multipart' },
		};

		expect((await sentFields(bench, set)).fields).toMatchObject({
			'input_reference[file_id]': 'file-9',
		});
	});

	it('from a URL is fetched without the key and sent as a file', async () => {
		bench.expectAt('GET https://images.example.org/boats/first.png', png(1280, 720));
		bench.expect('POST /videos', unfinishedAnswer());

		const { sent } = await bench.run('create', {
			...withoutWait,
			firstFrame: 'url',
			firstFrameUrl: 'https://images.example.org/boats/first.png',
		});

		expect(sent[0]?.headers).not.toHaveProperty('authorization');
		expect(await fieldsOf(sent[1])).toMatchObject({ input_reference: file });
	});

	it('from a URL at the server’s own origin is fetched without the key as well', async () => {
		bench.expectAt(`GET ${origin}/public/first.png`, png(1280, 720));
		bench.expect('POST /videos', unfinishedAnswer());

		const { sent } = await bench.run('create', {
			...withoutWait,
			firstFrame: 'url',
			firstFrameUrl: `${origin}/public/first.png`,
		});

		expect(sent[0]?.headers).not.toHaveProperty('authorization');
	});

	it.each([
		{ name: 'chosen', aspectRatio: '16:9' },
		{ name: 'Automatic', aspectRatio: 'automatic' },
		{ name: 'to match', aspectRatio: 'matchFirstFrame' },
	])('is fetched once where a cost limit is kept, the shape $name', async ({ aspectRatio }) => {
		bench.expectAt('GET https://images.example.org/first.png', png(1280, 720));
		bench.expect('POST /videos', unfinishedAnswer());

		const { sent, error } = await bench.run('create', {
			...withoutWait,
			aspectRatio,
			model: { __rl: true, mode: 'id', value: 'sora-2' },
			firstFrame: 'url',
			firstFrameUrl: 'https://images.example.org/first.png',
			limits: { maxCostUsd: 0.4 },
		});

		expect(error).toBeUndefined();
		expect(sent.map(({ url }) => url)).toEqual([
			'https://images.example.org/first.png',
			`${origin}/v1/videos`,
		]);
	});

	it('whose size is not known before is weighed at the dearest rate of the model', async () => {
		const { error, sent } = await bench.run('create', {
			...withoutWait,
			aspectRatio: 'matchFirstFrame',
			model: { __rl: true, mode: 'id', value: 'sora-2-pro' },
			firstFrame: 'url',
			firstFrameUrl: 'https://images.example.org/first.png',
			limits: { maxCostUsd: 2.79 },
		});

		expect(error?.message).toContain('would cost about $2.80');
		expect(sent).toEqual([]);
	});

	it.each([
		{ name: 'is not there', body: 'not found', status: 404, says: /could not be loaded/ },
		{ name: 'is no image', body: '<html>sign in</html>', status: 200, says: /JPEG, PNG or WebP/ },
		{
			name: 'is larger than 50 MB',
			body: Buffer.concat([png(1280, 720), Buffer.alloc(50 * 1024 * 1024)]),
			status: 200,
			says: /larger than 50 MB/,
		},
	])('from a URL that $name is refused before anything is paid', async ({ body, status, says }) => {
		bench.expectAt('GET https://images.example.org/first.png', body, { status });

		const { error, sent } = await bench.run('create', {
			...withoutWait,
			firstFrame: 'url',
			firstFrameUrl: 'https://images.example.org/first.png',
		});

		expect(error?.message).toMatch(says);
		expect(error?.context.kind).toBe('badInput');
		expect(sent).toHaveLength(1);
	});
});
