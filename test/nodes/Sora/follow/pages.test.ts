import { openPages, type Pages } from '../../../../nodes/Sora/follow/pages';
import { json, reset } from '../../../support/answers';
import { useLab } from '../lab';

const lab = useLab();

const ids = (...list: string[]) => new Set(list);
const page = (list: string[], more: object = {}) =>
	json({ data: list.map((id) => ({ id, status: 'in_progress' })), ...more });

async function open(): Promise<Pages> {
	const { server } = await lab.open();
	return openPages(server);
}

/** Whether the list is asked for five renders, now or so much later. */
const isUseful = (pages: Pages, laterMs = 0) => pages.areUseful(5, lab.clock.now() + laterMs);

it('the list serves three renders or more', async () => {
	const pages = await open();

	expect([2, 3, 300].map((count) => pages.areUseful(count, lab.clock.now()))).toEqual([
		false,
		true,
		true,
	]);
});

describe('a look', () => {
	it('asks for one page where it shows all that is due', async () => {
		const pages = await open();
		lab.home.plan(page(['x', 'a', 'b', 'c'], { has_more: true, last_id: 'c' }));

		const look = await lab.run(pages.look(ids('a', 'b', 'c', 'd'), ids('a', 'b')));

		expect([...look.videos.keys()]).toEqual(['a', 'b', 'c']);
		expect(look).toMatchObject({ requests: 1, pollAfterMs: null });
		expect(lab.home.lines).toEqual(['GET /v1/videos?limit=100&order=desc']);
	});

	it('asks for more while one that is due is missing', async () => {
		const pages = await open();
		lab.home.plan(
			page(['a', 'b', 'c'], { has_more: true, last_id: 'c' }),
			page(['d'], { has_more: true, last_id: 'd' }),
		);

		const look = await lab.run(pages.look(ids('a', 'b', 'c', 'd'), ids('d')));

		expect(look.videos.size).toBe(4);
		expect(look.requests).toBe(2);
	});

	it('does not read a long list for one that is not there', async () => {
		const pages = await open();
		let number = 0;
		lab.home.always((response, request) => {
			const id = `x${number++}`;
			page([id, 'a', 'b', 'c'], { has_more: true, last_id: id })(response, request);
		});

		const look = await lab.run(pages.look(ids('a', 'b', 'c', 'gone'), ids('gone')));

		expect(look.requests).toBe(2);
	});

	it('hands on the pause the server asks for', async () => {
		const pages = await open();
		const headers = { 'openai-poll-after-ms': '7000' };
		lab.home.plan(json({ data: [] }, 200, headers));

		expect(await lab.run(pages.look(ids('a'), ids('a')))).toMatchObject({ pollAfterMs: 7_000 });
	});

	it('is sent once, also when it fails', async () => {
		const pages = await open();
		lab.home.plan(reset);

		const look = await lab.run(pages.look(ids('a', 'b', 'c'), ids('a')));

		expect(look.videos.size).toBe(0);
		expect(lab.home.lines).toHaveLength(1);
	});

	it('of a run that was stopped is an error', async () => {
		const { server } = await lab.open({ cancelSignal: AbortSignal.abort() });

		await expect(lab.run(openPages(server).look(ids('a'), ids('a')))).rejects.toMatchObject({
			kind: 'cancelled',
		});
	});
});

describe('a list is left alone', () => {
	it.each([
		{ name: 'for half a minute when it fails', answer: json({}, 500), restMs: 30_000 },
		{
			name: 'for half a minute when it shows next to nothing',
			answer: page(['a', 'b']),
			restMs: 30_000,
		},
		{
			name: 'as long as the server asks for',
			answer: json({}, 429, { 'retry-after': '120' }),
			restMs: 120_000,
		},
	])('$name', async ({ answer, restMs }) => {
		const pages = await open();
		lab.home.plan(answer);
		await lab.run(pages.look(ids('a', 'b', 'c', 'd', 'e'), ids('a')));

		expect(isUseful(pages, restMs - 1)).toBe(false);
		expect(isUseful(pages, restMs)).toBe(true);
	});

	it.each([
		{ name: 'after three failures', answers: Array(3).fill(json({}, 500)) as never[] },
		{ name: 'when there is none', answers: [json({}, 404)] },
		{ name: 'when it may not be read that way', answers: [json({}, 405)] },
	])('for good $name', async ({ answers }) => {
		const pages = await open();
		lab.home.plan(...answers);
		for (const _answer of answers) await lab.run(pages.look(ids('a', 'b', 'c'), ids('a')));

		expect(isUseful(pages, 3_600_000)).toBe(false);
	});
});

it('a list that was caught lagging is left for good', async () => {
	const pages = await open();

	expect(isUseful(pages)).toBe(true);

	pages.distrust();

	expect(isUseful(pages, 3_600_000)).toBe(false);
});

it('now and then a render is looked up by itself as well, sooner where the list stands still', async () => {
	const pages = await open();
	lab.home.always(page(['a', 'b', 'c']));
	const probes: Array<[moving: boolean, still: boolean]> = [];
	for (let looks = 1; looks <= 10; looks++) {
		await lab.run(pages.look(ids('a', 'b', 'c'), ids('a')));
		probes.push([pages.wantProbe(true), pages.wantProbe(false)]);
	}

	expect(probes.filter(([moving]) => moving)).toHaveLength(2);
	expect(probes.filter(([, still]) => still).length).toBeGreaterThan(2);
});
