import { z } from 'zod';

import { json, reset } from '../../support/answers';
import type { Answer, Loopback } from '../../support/loopback';

/** A video at the stand-in, and what is to become of it. */
export interface HouseVideo {
	id: string;
	asked: Record<string, unknown>;
	createdMs: number;
	/** When its render ends; unix ms of the test's clock. */
	endsMs: number;
	/** Fields of its answer from its end on. */
	end: Record<string, unknown>;
}

/** What happens to a create: taken on, taken on without an answer, not even arrived, or answered. */
export type Fate = 'take' | 'lose' | 'drop' | Answer;

/** How the stand-in behaves; functions are asked at each request. */
export interface HouseRules {
	/** Of the creates, in their order; the last one holds for all that follow. */
	fates?: Fate[];
	/** Fields of the answers from the end on, in the order of the creates; the last one holds on. */
	ends?: Array<Record<string, unknown>>;
	renderMs?: number;
	/** Changes an entry of the list; undefined leaves it out. */
	listed?: (entry: Record<string, unknown>, video: HouseVideo) => unknown;
	/** What the content endpoint of a video answers. */
	fileOf?: (id: string) => Answer;
	/** In place of the list. */
	list?: Answer;
	/** By how much the server's clock is ahead of the test's. */
	skewMs?: number;
}

/** A small server that takes creates on and renders them, by the test's clock. */
export interface House {
	readonly videos: HouseVideo[];
	/** The prompts of all creates that have arrived, answered or not. */
	readonly creates: unknown[];
	/** Puts a video there without a create. */
	add(asked: Record<string, unknown>, changes?: Partial<HouseVideo>): HouseVideo;
}

const bodySchema = z.record(z.unknown());

/** Lets the server of a lab be such a house. */
export function openHouse(home: Loopback, rules: HouseRules = {}): House {
	const { fates = [], ends = [], renderMs = 10_000, skewMs = 0, listed } = rules;
	const videos: HouseVideo[] = [];
	const creates: unknown[] = [];
	const nowMs = () => Date.now() + skewMs;
	const date = () => ({ date: new Date(nowMs()).toUTCString() });
	const add: House['add'] = (asked, changes = {}) => {
		const number = videos.length;
		const end = ends[number] ?? ends.at(-1) ?? { status: 'completed' };
		const video: HouseVideo = {
			id: `v${number}`,
			asked,
			createdMs: nowMs(),
			endsMs: Date.now() + renderMs,
			end,
			...changes,
		};
		videos.push(video);
		return video;
	};
	const show = ({ id, asked, createdMs, endsMs, end }: HouseVideo) => ({
		id,
		...asked,
		status: 'in_progress',
		created_at: Math.floor(createdMs / 1000),
		...(Date.now() >= endsMs ? end : {}),
	});
	const create = (body: Buffer): Answer => {
		const asked = bodySchema.parse(JSON.parse(body.toString()));
		const fate = fates[creates.length] ?? fates.at(-1) ?? 'take';
		creates.push(asked.prompt);
		if (typeof fate === 'function') return fate;
		if (fate === 'drop') return reset;
		const video = add(asked);
		return fate === 'lose' ? reset : json(show(video), 202, date());
	};
	const list = (): Answer => {
		const data = [...videos].reverse().map((video) => {
			const entry = show(video);
			return listed ? listed(entry, video) : entry;
		});
		return json({ data: data.filter((entry) => entry !== undefined) }, 200, date());
	};
	home.always((response, request) => {
		const [, id] = /^\/v1\/videos\/([^/?]+)/.exec(request.path) ?? [];
		const video = videos.find((one) => one.id === id);
		const answer = () => {
			if (video && rules.fileOf && request.path.includes('/content')) return rules.fileOf(video.id);
			if (request.method === 'POST') return create(request.body);
			if (id === undefined) return rules.list ?? list();
			if (!video) return json({ error: { message: 'Unknown' } }, 404);
			if (request.method === 'GET') return json(show(video), 200, date());
			videos.splice(videos.indexOf(video), 1);
			return json({ id, deleted: true });
		};
		answer()(response, request);
	});
	return { videos, creates, add };
}
