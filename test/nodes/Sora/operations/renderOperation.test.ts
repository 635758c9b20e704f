import type { INodeParameters } from 'n8n-workflow';

import type { ClipSpec } from '../../../../nodes/Sora/services/video';
import { findOperation } from '../../../../nodes/Sora/operations';
import { Sora } from '../../../../nodes/Sora/Sora.node';
import { json } from '../../../support/answers';
import { useLab } from '../lab';
import { openItemRun } from '../run/itemRun';
import { pngItem } from './createForm';

const lab = useLab();

/** What an item of this operation is weighed by, before anything is sent for it. */
async function weighed(operation: string, set: INodeParameters): Promise<ClipSpec | undefined> {
	const { run } = await openItemRun(lab, {
		description: new Sora().description,
		parameters: { resource: 'video', operation, prompt: 'a boat', ...set },
		items: pngItem(640, 480),
	});
	const { clip } = await findOperation(operation).prepare(run, 0);
	return await lab.run(Promise.resolve(clip?.()));
}

const locator = (value: string) => ({ __rl: true as const, mode: 'id', value });
const extraField = (name: string, ...values: string[]): INodeParameters => ({
	options: { extraBodyFields: { field: values.map((value) => ({ name, value })) } },
});

describe('a create is weighed by', () => {
	it.each<{ name: string; set: INodeParameters; expected: Partial<ClipSpec> }>([
		{
			name: 'the form',
			set: { model: locator('sora-2') },
			expected: { model: 'sora-2', size: '1280x720', resolution: '720p', seconds: 4 },
		},
		{
			name: 'an extra field in place of the form’s',
			set: { aspectRatio: '16:9', ...extraField('seconds', '20') },
			expected: { model: null, size: '1280x720', seconds: 20 },
		},
		{
			name: 'the last of two extra fields of one name, which is the one sent',
			set: extraField('seconds', '4', '60'),
			expected: { seconds: 60 },
		},
		{
			name: 'no size, where an image is to give it: the image is loaded when it is its turn',
			set: { firstFrame: 'binary', aspectRatio: 'matchFirstFrame', model: locator('sora-2') },
			expected: { model: 'sora-2', size: null, seconds: 4 },
		},
		{
			name: 'nothing that is known',
			set: {},
			expected: { model: null, size: null, resolution: null, seconds: null },
		},
	])('$name', async ({ set, expected }) => {
		expect(await weighed('create', set)).toMatchObject(expected);
		expect(lab.home.lines).toEqual([]);
	});
});

describe('a render out of a video at the server is weighed by', () => {
	const source = { model: 'sora-2', size: '1280x720', seconds: 8 };
	const set = { videoId: locator('video_1') };

	it.each<{ name: string; operation: string; set: INodeParameters; expected: Partial<ClipSpec> }>([
		{ name: 'its source, for a remix', operation: 'remix', set, expected: source },
		{ name: 'its source, for an edit', operation: 'edit', set, expected: source },
		{
			name: 'the seconds added, for an extension',
			operation: 'extend',
			set: { ...set, seconds: '4' },
			expected: { ...source, seconds: 4 },
		},
		{
			name: 'no seconds, for an extension whose length is Automatic',
			operation: 'extend',
			set,
			expected: { ...source, seconds: null },
		},
		{
			name: 'an extra field in place of what the form or the source says',
			operation: 'extend',
			set: { ...set, ...extraField('seconds', '20') },
			expected: { ...source, seconds: 20 },
		},
	])('$name', async ({ operation, set: form, expected }) => {
		lab.home.always(json({ id: 'video_1', status: 'completed', ...source }));

		expect(await weighed(operation, form)).toMatchObject(expected);
		expect(lab.home.lines).toEqual(['GET /v1/videos/video_1']);
	});
});
