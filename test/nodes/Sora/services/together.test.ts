import { together } from '../../../../nodes/Sora/services/together';
import { fixture } from '../../../support/fixtures';
import { fullWish, pictureUrl, written } from './wishes';

describe('a clip is asked for', () => {
	it('with no more than was said', () => {
		expect(written(together)).toEqual({
			path: '/videos',
			body: { model: 'm-1', prompt: 'a boat' },
		});
	});

	it('with all that was said, in its words', () => {
		expect(written(together, fullWish).body).toEqual({
			model: 'm-1',
			prompt: 'a boat',
			seconds: '8',
			ratio: '9:16',
			resolution: '1080p',
			generate_audio: true,
			seed: 7,
			negative_prompt: 'blur',
			media: {
				frame_images: [
					{ input_image: pictureUrl, frame: 'first' },
					{ input_image: pictureUrl, frame: 'last' },
				],
				reference_images: [pictureUrl],
			},
		});
	});

	it('with an exact size as two numbers, and settings of open models', () => {
		const settings = [
			{ key: 'num_inference_steps', value: 30 },
			{ key: 'fps', value: 24 },
		];

		expect(written(together, { size: '832x480', settings }).body).toMatchObject({
			width: 832,
			height: 480,
			steps: 30,
			fps: 24,
		});
	});
});

it('an answer is read, with the address of its file', () => {
	const { bytes } = fixture('together.video.completed');
	const video = together.videoSchema.parse(JSON.parse(bytes.toString()));

	expect(video.status).toBe('completed');
	expect(video.files).toHaveLength(1);
	expect(together.filePaths(video.id, 'video')).toEqual([]);
});
