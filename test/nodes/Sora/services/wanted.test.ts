import { listed } from '../../../../nodes/Sora/services/wanted';
import type { Abilities } from '../../../../nodes/Sora/services/service';
import { frame, server, serviceWith, settled, type Row } from './settleWishes';

describe('is refused, since the service does not have it:', () => {
	const bare = (can: Partial<Abilities>) => serviceWith('Google Gemini', can);
	const file = { fileId: 'file-9' };
	const rows: Array<Row & { says: string }> = [
		{
			name: 'no model',
			wish: {},
			says: 'OpenRouter needs a Model: choose one from the list',
		},
		{
			name: 'a seed',
			service: bare({ seed: false }),
			wish: { seed: 1 },
			says: 'Google Gemini has no Seed',
		},
		{
			name: 'a negative prompt',
			service: bare({ negativePrompt: false }),
			wish: { negativePrompt: 'blurry' },
			says: 'Google Gemini has no Negative Prompt',
		},
		{
			name: 'a setting of open models',
			service: bare({ settings: false }),
			wish: { settings: [{ key: 'fps', value: 24 }] },
			says: 'Google Gemini has no Model Settings other than Seed and Negative Prompt',
		},
		{
			name: 'a first frame',
			service: bare({ firstFrame: false }),
			wish: frame,
			says: 'Google Gemini has no First Frame',
		},
		{
			name: 'a last frame',
			service: bare({ lastFrame: false }),
			wish: { lastFrame: {} },
			says: 'Google Gemini has no Last Frame',
		},
		{
			name: 'reference images',
			service: bare({ referenceImages: false }),
			wish: { referenceImages: [{}] },
			says: 'Google Gemini has no Reference Images',
		},
		{
			name: 'a choice about sound',
			service: bare({ audio: false }),
			wish: { audio: true },
			says: 'Google Gemini has no Audio',
		},
		{
			name: 'an exact size',
			service: bare({ exactSize: false }),
			wish: { size: '832x480' },
			says: 'Google Gemini has no Exact Size',
		},
		{
			name: 'a first frame by its id',
			service: bare({ fileId: false }),
			wish: { firstFrame: file },
			says: 'Google Gemini has no First Frame from a File ID',
		},
		{
			name: 'a last frame by its id',
			service: server,
			wish: { lastFrame: file },
			says: 'The server has no Last Frame from a File ID',
		},
	];

	it.each(rows)('$name', ({ says, ...row }) => {
		expect(() => settled(row)).toThrow(says);
	});

	it('but not what is left out', () => {
		const none = bare({ referenceImages: false, settings: false, audio: false });

		expect(
			settled({ name: '', service: none, wish: { referenceImages: [], settings: [] } }),
		).toEqual({});
	});
});

it.each([
	[[5], '5'],
	[[5, 10], '5 or 10'],
	[['16:9', '9:16', '1:1'], '16:9, 9:16 or 1:1'],
	[[1, 2, 3], '1, 2 or 3'],
	[[3, 4, 5, 6], '3 to 6'],
	[[4, 6, 8, 10], '4, 6, 8 or 10'],
])('%j in a sentence is "%s"', (values, words) => {
	expect(listed(values)).toBe(words);
});
