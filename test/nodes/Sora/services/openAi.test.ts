import type { ClipRequest, Picture } from '../../../../nodes/Sora/services/clipRequest';
import { dataUrl } from '../../../../nodes/Sora/services/fields';
import { openAi } from '../../../../nodes/Sora/services/openAi';
import { png } from '../operations/mediaFiles';

const uploadOf = (name: string) => ({
	bytes: png(64, name.length),
	fileName: `${name}.png`,
	mimeType: 'image/png',
});
const pictureOf = (name: string): Picture => ({ upload: uploadOf(name) });
const imageOf = (name: string) => ({
	type: 'image_url',
	image_url: { url: dataUrl(uploadOf(name)) },
});

const boat: ClipRequest = {
	kind: 'create',
	prompt: 'a boat',
	extra: [],
	sendAs: 'automatic',
	limitMs: 1000,
};

/** The ways to write a request, the first one's body among them. */
function written(changes: Partial<ClipRequest>) {
	const ways = openAi.requests({ ...boat, ...changes }, { encoding: undefined, source: undefined });
	return { encodings: ways.map(({ encoding }) => encoding), body: ways[0]?.body() };
}

const json = ['json', 'jsonNumbers', 'multipart'];

it('a last frame goes in a list, as JSON', () => {
	expect(written({ lastFrame: pictureOf('end') })).toEqual({
		encodings: json,
		body: {
			prompt: 'a boat',
			frame_images: [{ ...imageOf('end'), frame_type: 'last_frame' }],
		},
	});
});

it('a first frame stands in the list of the last one', () => {
	const frames = { firstFrame: pictureOf('start'), lastFrame: pictureOf('end') };

	expect(written(frames).body).toEqual({
		prompt: 'a boat',
		frame_images: [
			{ ...imageOf('start'), frame_type: 'first_frame' },
			{ ...imageOf('end'), frame_type: 'last_frame' },
		],
	});
});

it('a first frame by its id stands beside the list of the last one', () => {
	const frames = { firstFrame: { fileId: 'file-9' }, lastFrame: pictureOf('end') };

	expect(written(frames).body).toEqual({
		prompt: 'a boat',
		input_reference: { file_id: 'file-9' },
		frame_images: [{ ...imageOf('end'), frame_type: 'last_frame' }],
	});
});

it('reference images go as files of one name', () => {
	const { encodings, body } = written({ referenceImages: [pictureOf('a'), pictureOf('bb')] });

	expect(encodings).toEqual(['multipart', 'json', 'jsonNumbers']);
	const files = body instanceof FormData ? body.getAll('input_references') : [];
	expect(files).toMatchObject([
		{ name: 'a.png', type: 'image/png' },
		{ name: 'bb.png', type: 'image/png' },
	]);
});

it('reference images go as a list where JSON is forced', () => {
	const referenceImages = [pictureOf('a'), pictureOf('bb')];

	expect(written({ referenceImages, sendAs: 'json' }).body).toEqual({
		prompt: 'a boat',
		input_references: [imageOf('a'), imageOf('bb')],
	});
});

it.each([true, false])('sound is asked for or left out: %p', (audio) => {
	expect(written({ audio, sendAs: 'json' }).body).toEqual({
		prompt: 'a boat',
		generate_audio: audio,
	});
});
