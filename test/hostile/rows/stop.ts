import { setTimeout as sleep } from 'node:timers/promises';

import { cutAfter, hang, json } from '../server/answers';
import { clipOf, pngHead } from '../server/files';
import { promptOf, videoBody } from '../server/honest';
import type { Play } from '../player/messages';
import type { Expected, HostileGroup, HostileRow } from '../row';
import type { Answer, Answers, Route } from '../server/server';

const busy = { error: { message: 'Too many requests' } };
const five = Array.from({ length: 5 }, (_, index) => ({ prompt: `take ${index}` }));

/** Headers and a part of the body, and nothing more. */
const halfOf =
	(text: string | Buffer, type = 'application/json'): Answer =>
	async (asked, response) => {
		response.writeHead(200, { 'content-type': type, 'content-length': 60_000 });
		response.write(text);
		await hang(asked, response);
	};

const running: Answer = (asked, response) =>
	json(videoBody(asked.id, 'in_progress'))(asked, response);

interface Stage {
	name: string;
	/** Stop is pressed a moment after the first request of this route. */
	at: Route;
	answers: Partial<Answers>;
	play?: Partial<Play>;
	expected?: Expected;
	inTests?: boolean;
}

const fromUrl = {
	parameters: { firstFrame: 'url', firstFrameUrl: 'http://hostile.server/image.png' },
};
const deleteWhenStopped = { parameters: { options: { deleteWhenStopped: true } } };
const ofVideo = { items: [{ id: 'video_1', prompt: 'more rain' }] };

/** A create that is accepted and never answered; the list tells of its render. */
function unanswered(): Partial<Answers> {
	let prompt = '';
	return {
		create: async (asked, response) => {
			prompt = promptOf(asked);
			await hang(asked, response);
		},
		list: (asked, response) =>
			json({
				data:
					prompt === ''
						? []
						: [videoBody('video_9', 'in_progress', { prompt, seconds: '4', size: '1280x720' })],
				has_more: false,
			})(asked, response),
	};
}

const cancelledCreate: Expected = { errors: [{ kind: /cancelled/, mayExist: true }] };

const stages: Stage[] = [
	{
		name: 'a create is not answered',
		at: 'create',
		answers: { create: hang },
		expected: cancelledCreate,
	},
	{
		name: 'the answer to a create has half arrived',
		at: 'create',
		answers: { create: halfOf('{"object":"video",') },
		expected: cancelledCreate,
	},
	{
		name: 'the pause after a 429',
		at: 'create',
		answers: { create: json(busy, 429, { 'retry-after': '100' }) },
		inTests: true,
	},
	{ name: 'between two looks', at: 'look', answers: { look: running }, inTests: true },
	{ name: 'a look is not answered', at: 'look', answers: { look: hang } },
	{
		name: 'a look has half arrived',
		at: 'look',
		answers: { look: halfOf('{"id":"video_1",') },
	},
	{
		name: 'the list is not answered',
		at: 'list',
		answers: { look: running, list: hang },
		play: { items: five },
	},
	{ name: 'a file is not answered', at: 'content', answers: { content: hang } },
	{
		name: 'a file has half arrived',
		at: 'content',
		answers: { content: halfOf(clipOf('video_1').subarray(0, 30_000), 'video/mp4') },
		inTests: true,
	},
	{
		name: 'the pause before a file is asked again',
		at: 'content',
		answers: { content: json(busy, 503, { 'retry-after': '100' }) },
		inTests: true,
	},
	{
		name: 'the pause before a file is resumed',
		at: 'content',
		answers: { content: cutAfter(100, clipOf('video_1'), { 'content-type': 'video/mp4' }) },
	},
	{
		name: 'a first frame has half arrived',
		at: 'image',
		answers: { image: halfOf(pngHead, 'image/png') },
		play: { node: fromUrl },
	},
	{
		name: 'a lost create is searched',
		at: 'list',
		answers: { create: (_asked, response) => void response.destroy(), list: hang },
		// What went wrong before Stop says more than Stop.
		expected: { status: 'error', errors: [{ kind: /serverUnreachable/, mayExist: true }] },
	},
	{
		name: 'a clip is being deleted after its download',
		at: 'delete',
		answers: { delete: hang },
		play: { node: { parameters: { options: { deleteAfterDownload: true } } } },
		// The clip is there, so that Stop may find the run as good as ended.
		expected: { orAnything: true },
	},
	{
		name: 'Get is not answered',
		at: 'look',
		answers: { look: hang },
		play: { operation: 'get', ...ofVideo },
	},
	{
		name: 'Get Many is not answered',
		at: 'list',
		answers: { list: hang },
		play: { operation: 'getMany' },
	},
	{
		name: 'Delete is not answered',
		at: 'delete',
		answers: { delete: hang },
		play: { operation: 'delete', ...ofVideo },
	},
	...(['edit', 'extend', 'remix'] as const).map((operation): Stage => ({
		name: `${operation} is not answered`,
		at: 'create',
		answers: { create: hang },
		play: { operation, ...ofVideo },
		expected: cancelledCreate,
	})),
	{
		name: 'Delete When Stopped: a render is waited for',
		at: 'look',
		answers: { look: running },
		play: { node: deleteWhenStopped },
		expected: { leastAsked: { delete: 1 } },
	},
	{
		name: 'Delete When Stopped: a create is accepted and not answered',
		at: 'create',
		answers: {},
		play: { node: deleteWhenStopped },
		expected: { leastAsked: { list: 1, delete: 1 }, orAnything: true },
		inTests: true,
	},
	{
		name: 'Delete When Stopped: a create is answered after Stop',
		at: 'create',
		answers: {
			create: async (asked, response) => {
				await sleep(330);
				await json(videoBody('video_1', 'queued'))(asked, response);
			},
		},
		play: { node: deleteWhenStopped },
		expected: { leastAsked: { delete: 1 } },
	},
	{
		name: 'Delete When Stopped: a render is waited for, and the deletion is not answered',
		at: 'look',
		answers: { look: running, delete: hang },
		play: { node: deleteWhenStopped },
		expected: { leastAsked: { delete: 1 } },
	},
];

function rowOf({ name, at, answers, play, expected, inTests = false }: Stage): HostileRow {
	return {
		name,
		// Hardly sped up, since the time after Stop is measured.
		play: { operation: 'create', speed: 3, ...play },
		answers: () => (name.includes('accepted and not') ? unanswered() : answers),
		onAsked: (asked, controls) => {
			if (asked.route === at && asked.nth === 1) setTimeout(controls.stop, 200);
		},
		expected: { status: 'canceled', errors: [{ kind: /cancelled/ }], noTimers: true, ...expected },
		deadlineMs: 8_000,
		inTests,
	};
}

/** The Stop button in each stage of a run. */
export const stop: HostileGroup = { title: 'Stop', rows: stages.map(rowOf) };
