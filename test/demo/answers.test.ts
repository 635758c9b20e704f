import { gzipSync } from 'node:zlib';

import { listenToAnswers, type VideoNews } from '../../demo/answers';
import { json, text } from '../support/answers';
import { openLoopback } from '../support/loopback';
import { send } from '../support/send';

const video = { id: 'a:b', status: 'in_progress', progress: 40, prompt: 'a heron' };
const asJson = { 'content-type': 'application/json' };
const zipped = gzipSync(JSON.stringify(video));

it.each([
	{
		name: 'a video that tells neither progress nor prompt',
		answer: json({ id: 'a', status: 'queued' }),
		body: Buffer.from(JSON.stringify({ id: 'a', status: 'queued' })),
		told: [{ id: 'a', status: 'queued', progress: null, prompt: null }],
	},
	{
		name: 'a video, compressed',
		answer: text(zipped, 200, { ...asJson, 'content-encoding': 'gzip' }),
		body: zipped,
		told: [video],
	},
	{
		name: 'a file',
		path: '/videos/a%3Ab/content?variant=thumbnail',
		answer: text('{"id":"mp4"}', 200, { 'content-type': 'video/mp4' }),
		body: Buffer.from('{"id":"mp4"}'),
		told: [{ id: 'a:b', status: 'downloading', progress: 100, prompt: null }],
	},
])('hears what the node is told, and leaves it as it came: $name', async (row) => {
	const { path = '/videos', answer, body, told } = row;
	const server = await openLoopback();
	server.always(answer);
	const baseUrl = `${server.origin}/v1`;
	const news: VideoNews[] = [];
	const endListening = listenToAnswers(baseUrl, (one) => news.push(one));
	try {
		expect((await send('GET', baseUrl + path)).body).toEqual(body);
		expect(news).toEqual(told);
	} finally {
		endListening();
		await server.close();
	}
});
