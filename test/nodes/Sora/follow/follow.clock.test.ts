import { videoSchema } from '../../../../nodes/Sora/services/video';
import { followRenders } from '../../../../nodes/Sora/follow/follow';
import { after, json } from '../../../support/answers';
import { useLab } from '../lab';

const lab = useLab();

const second = 1_000;
const minute = 60 * second;
const limits = { giveUpAfterMs: 15 * minute, giveUpQueuedAfterMs: 15 * minute };
const rendersMs = 2 * minute;
/** Longer than any pause between looks at a server that asks for none, by the time of an answer. */
const longestSilenceMs = 21 * second;

interface Step {
	/** By how much the clock of this machine is set forward. */
	byMs: number;
	/** When, after the begin. */
	atMs: number;
}

/** The first answer, 2 s after the begin, takes a second; from then on only the schedule holds a flood up. */
const slowAnswers = 1;

/** Follows renders while the clock is set, on a server that has a clock of its own. */
async function follow(count: number, { byMs, atMs }: Step) {
	const { server } = await lab.open();
	let steppedMs = 0;
	const passedMs = () => lab.elapsedMs() - steppedMs;
	const sentMs: number[] = [];
	const ids = Array.from({ length: count }, (_none, index) => `v${index}`);
	lab.home.always((response, request) => {
		sentMs.push(passedMs());
		const status = passedMs() >= rendersMs ? 'completed' : 'in_progress';
		const id = /videos\/(v\d)/.exec(request.path)?.[1];
		const body = id ? { id, status } : { data: ids.map((one) => ({ id: one, status })) };
		const answer = json(body);
		(sentMs.length > slowAnswers ? answer : after(second, answer))(response, request);
	});
	setTimeout(() => {
		steppedMs = byMs;
		jest.setSystemTime(Date.now() + byMs);
	}, atMs);
	const follower = followRenders(server, limits);
	const ended = await lab.run(
		Promise.all(
			ids.map(
				async (id) => await follower.untilEnded(videoSchema.parse({ id, status: 'in_progress' })),
			),
		),
	);
	const pauses = sentMs.map((ms, index) => ms - (sentMs[index - 1] ?? 0));
	const inOneSecond = sentMs.map((ms) => sentMs.filter((one) => one >= ms && one < ms + second));
	return {
		ended,
		endedMs: passedMs(),
		longestSilenceMs: Math.max(...pauses),
		mostInOneSecond: Math.max(...inOneSecond.map(({ length }) => length)),
	};
}

const moments = [
	{ when: 'during a look', atMs: 2_500 },
	{ when: 'between looks', atMs: 3_500 },
	{ when: 'between later looks', atMs: 30_000 },
];
const steps = [
	{ step: 'five seconds back', byMs: -5 * second },
	{ step: 'a minute back', byMs: -minute },
	{ step: 'an hour back', byMs: -60 * minute },
	{ step: 'a day back', byMs: -24 * 60 * minute },
	{ step: 'a minute forward', byMs: minute },
	{ step: 'twenty minutes forward', byMs: 20 * minute },
	{ step: 'a day forward', byMs: 24 * 60 * minute },
];
const rows = [1, 4].flatMap((count) =>
	steps.flatMap((step) => moments.map((moment) => ({ count, ...step, ...moment }))),
);

describe('a clock that is set while renders are followed neither floods the server nor loses a render:', () => {
	it.each(rows)('$step, $when, $count at a time', async ({ count, byMs, atMs }) => {
		const seen = await follow(count, { byMs, atMs });

		expect(seen.ended).toMatchObject(Array(count).fill({ video: { status: 'completed' } }));
		expect(seen.mostInOneSecond).toBeLessThanOrEqual(4);
		expect(seen.longestSilenceMs).toBeLessThanOrEqual(longestSilenceMs);
		expect(seen.endedMs).toBeLessThan(rendersMs + longestSilenceMs);
		for (const { waitMs } of seen.ended) expect(waitMs).toBe(seen.endedMs);
	});
});
