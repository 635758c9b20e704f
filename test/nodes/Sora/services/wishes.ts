import type { ClipRequest, Picture } from '../../../../nodes/Sora/services/clipRequest';
import type { Service } from '../../../../nodes/Sora/services/service';
import type { Video } from '../../../../nodes/Sora/services/video';

/** A wish for a boat; what a test does not say is left to the service. */
export function wishFor(changes: Partial<ClipRequest> = {}): ClipRequest {
	const sending = { extra: [], sendAs: 'automatic', limitMs: 300_000 } as const;
	return { kind: 'create', prompt: 'a boat', model: 'm-1', ...sending, ...changes };
}

/** An image of four bytes. */
export const picture: Picture = {
	upload: { bytes: Buffer.from('jpeg'), fileName: 'a.jpg', mimeType: 'image/jpeg' },
};

/** The same as a data URL. */
export const pictureUrl = 'data:image/jpeg;base64,anBlZw==';

/** A wish that says all that a form can say. */
export const fullWish = wishFor({
	seconds: '8',
	aspectRatio: '9:16',
	resolution: '1080p',
	firstFrame: picture,
	lastFrame: picture,
	referenceImages: [picture],
	audio: true,
	seed: 7,
	negativePrompt: 'blur',
});

/** What a service would be sent. */
export function written(
	service: Service,
	changes: Partial<ClipRequest> = {},
	source?: Video,
): { path: string; body: unknown } {
	const [first] = service.requests(wishFor(changes), { encoding: undefined, source });
	if (!first) throw new Error('nothing to send');
	return { path: first.path, body: first.body() };
}
