import { lookAtList, lookAtPast, lookAtRender } from '../../../../nodes/Sora/follow/look';
import { json, reset } from '../../../support/answers';
import { useLab } from '../lab';

const lab = useLab();

const ids = (...list: string[]) => new Set(list);
const page = (list: string[], more: object = {}) =>
	json({ data: list.map((id) => ({ id, status: 'in_progress' })), ...more });

async function lookAt(wanted: string[], due: string[]) {
	const { server } = await lab.open();
	return await lab.run(lookAtList(server, ids(...wanted), ids(...due), 7));
}

describe('a look at one render', () => {
	it('gives what the server shows of it, and the pause it asks for', async () => {
		const { server } = await lab.open();
		const headers = { 'openai-poll-after-ms': '7000' };
		lab.home.plan(json({ id: 'a', status: 'queued' }, 200, headers));

		const look = await lab.run(lookAtRender(server, 'a'));

		expect(look).toMatchObject({ id: 'a', found: { status: 'queued' }, pollAfterMs: 7_000 });
		expect(lab.home.lines).toEqual(['GET /v1/videos/a']);
	});

	it('is sent once, also when it fails, and gives the reason', async () => {
		const { server } = await lab.open();
		lab.home.plan(reset);

		const look = await lab.run(lookAtRender(server, 'a'));

		expect(look).toMatchObject({ id: 'a', found: { kind: 'serverUnreachable' } });
		expect(lab.home.lines).toHaveLength(1);
	});
});

describe('a look at the list', () => {
	it('asks for one page where it shows all that is due', async () => {
		lab.home.plan(page(['x', 'a', 'b', 'c'], { has_more: true, last_id: 'c' }));

		const look = await lookAt(['a', 'b', 'c', 'd'], ['a', 'b']);

		expect([...look.found.keys()]).toEqual(['a', 'b', 'c']);
		expect(look.listed.map(({ id }) => id)).toEqual(['x', 'a', 'b', 'c']);
		expect(look).toMatchObject({ requests: 1, missing: [], pollAfterMs: null, sentMs: 7 });
		expect(lab.home.lines).toEqual(['GET /v1/videos?limit=100&order=desc']);
	});

	it('asks for more while one that is due is missing', async () => {
		lab.home.plan(
			page(['a', 'b', 'c'], { has_more: true, last_id: 'c' }),
			page(['d'], { has_more: true, last_id: 'd' }),
		);

		const look = await lookAt(['a', 'b', 'c', 'd'], ['d']);

		expect(look.found.size).toBe(4);
		expect(look).toMatchObject({ requests: 2, missing: [] });
	});

	it('does not read a long list for one that is not there', async () => {
		let number = 0;
		lab.home.always((response, request) => {
			const id = `x${number++}`;
			page([id, 'a', 'b', 'c'], { has_more: true, last_id: id })(response, request);
		});

		const look = await lookAt(['a', 'b', 'c', 'gone'], ['gone']);

		expect(look).toMatchObject({ requests: 2, missing: ['gone'] });
	});

	it('hands on the pause the server asks for', async () => {
		lab.home.plan(json({ data: [] }, 200, { 'openai-poll-after-ms': '7000' }));

		expect(await lookAt(['a'], ['a'])).toMatchObject({ pollAfterMs: 7_000 });
	});

	it('is sent once, also when it fails', async () => {
		lab.home.plan(reset);

		const look = await lookAt(['a', 'b', 'c'], ['a']);

		expect(look).toMatchObject({ missing: ['a'], problem: { kind: 'serverUnreachable' } });
		expect(look.found.size).toBe(0);
		expect(lab.home.lines).toHaveLength(1);
	});

	it('keeps what the first page showed when the second one fails', async () => {
		lab.home.plan(page(['a', 'b'], { has_more: true, last_id: 'b' }), json({}, 500));

		const look = await lookAt(['a', 'b', 'c'], ['c']);

		expect([...look.found.keys()]).toEqual(['a', 'b']);
		expect(look).toMatchObject({
			requests: 2,
			missing: ['c'],
			problem: { details: { status: 500 } },
		});
	});

	it('of a run that was stopped has a problem that says so', async () => {
		const { server } = await lab.open({ cancelSignal: AbortSignal.abort() });

		expect(await lab.run(lookAtList(server, ids('a'), ids('a'), 0))).toMatchObject({
			problem: { kind: 'cancelled' },
		});
	});
});

describe('a look at past renders', () => {
	it('gives all that the newest page of the list shows', async () => {
		const { server } = await lab.open();
		lab.home.plan(page(['a', 'b'], { has_more: true, last_id: 'b' }));

		const look = await lab.run(lookAtPast(server));

		expect(look).toMatchObject({ past: [{ id: 'a' }, { id: 'b' }], problem: undefined });
		expect(lab.home.lines).toEqual(['GET /v1/videos?limit=100&order=desc']);
	});

	it('is sent once, also when it fails, and gives the reason', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({}, 404));

		const look = await lab.run(lookAtPast(server));

		expect(look).toMatchObject({ past: [], problem: { kind: 'notSupported' } });
		expect(lab.home.lines).toHaveLength(1);
	});
});
