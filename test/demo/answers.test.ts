import { createServer, request, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';

import { listenToAnswers, type VideoNews } from '../../demo/answers';

const video = { id: 'video_1', status: 'in_progress', progress: 40, prompt: 'a heron' };

let server: Server;
let baseUrl: string;
let answer: RequestListener;
let news: VideoNews[];
let endListening: () => void;

beforeEach(async () => {
	news = [];
	server = createServer((incoming, response) => answer(incoming, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	baseUrl = `http://127.0.0.1:${address.port}/v1`;
	endListening = listenToAnswers(baseUrl, (told) => news.push(told));
});
afterEach(() => {
	endListening();
	server.close();
});

async function ask(url: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		const sending = request(url, { agent: false }, (response) => {
			response
				.toArray()
				.then((chunks: Buffer[]) => resolve(Buffer.concat(chunks).toString('hex')), reject);
		});
		sending.on('error', reject).end();
	});
}

function answerWith(bytes: Buffer, headers: Record<string, string> = {}): void {
	answer = (_incoming, response) => {
		response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(bytes);
	};
}

it.each([
	{ name: 'a video', body: video, told: [video] },
	{
		name: 'a list of videos',
		body: { data: [video, { ...video, id: 'b' }] },
		told: [video, { ...video, id: 'b' }],
	},
	{
		name: 'a video of a server that tells neither progress nor prompt',
		body: { id: 'a', status: 'queued' },
		told: [{ id: 'a', status: 'queued', progress: null, prompt: null }],
	},
	{ name: 'an error', body: { error: { message: 'no' } }, told: [] },
])('tells what the answer says: $name', async ({ body, told }) => {
	const bytes = Buffer.from(JSON.stringify(body));
	answerWith(bytes);

	expect(await ask(`${baseUrl}/videos/video_1`)).toBe(bytes.toString('hex'));

	expect(news).toEqual(told);
});

it('reads a compressed answer, and leaves it to the node as it came', async () => {
	const bytes = gzipSync(JSON.stringify(video));
	answerWith(bytes, { 'content-encoding': 'gzip' });

	expect(await ask(`${baseUrl}/videos/video_1`)).toBe(bytes.toString('hex'));

	expect(news).toEqual([video]);
});

it('tells that a file is being fetched, and does not touch it', async () => {
	answerWith(Buffer.from('mp4'), { 'content-type': 'video/mp4' });

	expect(await ask(`${baseUrl}/videos/a%3Ab/content?variant=thumbnail`)).toBe(
		Buffer.from('mp4').toString('hex'),
	);

	expect(news).toEqual([{ id: 'a:b', status: 'downloading', progress: 100, prompt: null }]);
});

it.each(['/models', '/../other/videos/1'])('hears nothing of %s', async (where) => {
	answerWith(Buffer.from(JSON.stringify(video)));

	await ask(baseUrl + where);

	expect(news).toEqual([]);
});
