import { deleteStoppedCreate } from '../../../../nodes/Sora/clip/afterStop';
import { askedFor } from '../../../../nodes/Sora/clip/sameness';
import { hang, json } from '../../../support/answers';
import { useLab } from '../lab';
import { openItemRun, requestOf } from '../run/itemRun';
import { error, outcomes } from './clipRun';

const lab = useLab();

describe('Delete When Stopped, of a create that is not answered,', () => {
	const made = (id: string, ageSeconds = 0, prompt = 'a boat') => ({
		id,
		prompt,
		status: 'queued',
		created_at: lab.clock.now() / 1_000 - ageSeconds,
	});

	/** What is deleted after Stop, by what the list shows then; and whether the lost create is still noted. */
	async function deletedOf(listed: object[]) {
		const cancel = new AbortController();
		const { run } = await openItemRun(lab, { cancelSignal: cancel.signal });
		lab.home.always((response, request) => {
			const { method } = request;
			const answer = method === 'POST' ? hang : json({ data: listed, deleted: true });
			answer(response, request);
		});
		setTimeout(() => cancel.abort(), 1_000);
		const all = await outcomes(lab, run, [{ deleteWhenStopped: true }]);
		expect(all).toEqual([error('cancelled')]);
		expect(lab.elapsedMs()).toBeLessThan(2_000);
		return {
			deleted: lab.home.lines.filter((line) => line.startsWith('DELETE')),
			isNoted: run.memory.execution.of({ itemIndex: 0, version: 1 }) !== undefined,
		};
	}

	it('deletes the render that the list shows', async () => {
		expect(await deletedOf([made('v9'), made('old', 60), made('other', 0, 'a car')])).toEqual({
			deleted: ['DELETE /v1/videos/v9'],
			isNoted: false,
		});
	});

	it.each([
		{ name: 'is shown', listed: [] },
		{ name: 'can be told from another', listed: ['v8', 'v9'] },
	])('deletes none where none $name', async ({ listed }) => {
		expect(await deletedOf(listed.map((id) => made(id)))).toEqual({
			deleted: [],
			isNoted: true,
		});
	});
});

it('an answer that broke off after the id leaves nothing to look for', async () => {
	const { run } = await openItemRun(lab, { cancelSignal: AbortSignal.abort() });
	const { request, spec } = requestOf();
	const lost = { asked: askedFor(request, spec), sentMs: lab.clock.now(), idempotencyKey: 'id' };
	lab.home.plan(json({ deleted: true }));

	expect(await lab.run(deleteStoppedCreate(run, lost, 'v7'))).toBe(true);
	expect(lab.home.lines).toEqual(['DELETE /v1/videos/v7']);
});
