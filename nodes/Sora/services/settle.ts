import { SoraError } from '../api/errors';
import type { ClipRequest } from './clipRequest';
import { listed, requireAbilities, type Wanted } from './wanted';
import { nearestRatio, resolutionOf, shortSideOf, sizeOf } from './pixels';
import type { Service } from './service';
import type { VideoModel } from './videoModel';

/** A clip as the form has it; undefined is Automatic. Its images may not be loaded yet. */
export interface ClipWish
	extends Wanted, Pick<ClipRequest, 'seconds' | 'size' | 'aspectRatio' | 'resolution'> {
	/** Whether the picture is to have the shape of the first frame. */
	matchesFirstFrame?: boolean | undefined;
	/** `WIDTHxHEIGHT` of the first frame, once it is loaded. */
	framePixels?: string | undefined;
}

/** Length and shape of a clip as they are asked for; what is undefined is left to the server. */
export type Settled = Pick<ClipRequest, 'seconds' | 'size' | 'aspectRatio' | 'resolution'>;

type Offer = Omit<VideoModel, 'id'>;

/** OpenAI's models, and those that others named after them, make this, whatever else they make. */
const soraOffer: Offer = { seconds: [4], resolutions: ['720p'], aspectRatios: ['16:9'] };

/**
 * Fills in what is Automatic, with the cheapest the model offers: the shortest length, the lowest
 * price. Of a model nobody knows nothing is filled in.
 *
 * @param model what the model offers, where that is known
 * @throws SoraError `badInput` for what the service or the model does not have
 */
export function settle(wish: ClipWish, service: Service, model: VideoModel | undefined): Settled {
	requireAbilities(wish, service, model);
	const offer = model ?? (isSora(wish) ? soraOffer : {});
	const isExact = wish.size !== undefined || goesByFrame(wish, service);
	const shape = isExact ? exactShape(wish, model) : namedShape(wish, service, model, offer);
	const seconds = wish.seconds ?? shortestOf(lengthsFor(wish, offer, shape.resolution).lengths);
	requireLength(wish, model, shape.resolution);
	return { seconds, ...shape };
}

type SettledShape = Omit<Settled, 'seconds'>;

/** In the pixels the user gave, or in those of the first frame; none before that is loaded. */
function exactShape(wish: ClipWish, model: VideoModel | undefined): SettledShape {
	const size = wish.size ?? wish.framePixels;
	requireSize(model, size, wish.size === undefined ? 'First Frame' : 'Exact Size');
	requireFrameOfSize(wish, size);
	return { size, resolution: resolutionOf(size ?? null) ?? undefined };
}

/** By aspect ratio and resolution, or in the pixels that these two mean. */
function namedShape(
	wish: ClipWish,
	service: Service,
	model: VideoModel | undefined,
	offer: Offer,
): SettledShape {
	requireListed(model?.resolutions, wish.resolution, 'Resolution', model?.id);
	requireListed(model?.aspectRatios, wish.aspectRatio, 'Aspect Ratio', model?.id);
	const resolution = wish.resolution ?? cheapestResolution(wish, offer);
	const aspectRatio = wish.aspectRatio ?? automaticRatio(wish, service, offer);
	if (!service.can.countsPixels) return { aspectRatio, resolution };
	if (aspectRatio === undefined && wish.resolution === undefined) return { resolution };
	const size = sizeOf(aspectRatio ?? '16:9', resolution ?? '720p');
	if (size === undefined) {
		throw notOffered(`${service.title} makes e.g. 720p or 4k`, 'Resolution', `${resolution}`);
	}
	requireSize(model, size, 'Aspect Ratio with Resolution');
	requireFrameOfSize(wish, size);
	return { size, resolution: resolutionOf(size) ?? undefined };
}

function isSora({ model }: ClipWish): boolean {
	return model?.startsWith('sora') === true;
}

/** Whether the clip is to have the pixels of its first frame: OpenAI's models take no others. */
function goesByFrame(wish: ClipWish, { can }: Service): boolean {
	const { firstFrame, size, aspectRatio, resolution } = wish;
	const isAutomatic = [size, aspectRatio, resolution].every((part) => part === undefined);
	if (!can.countsPixels || !isAutomatic || firstFrame === undefined) return false;
	return wish.matchesFirstFrame === true || isSora(wish);
}

function automaticRatio(wish: ClipWish, service: Service, offer: Offer): string | undefined {
	const { aspectRatios } = offer;
	if (wish.firstFrame === undefined) {
		return aspectRatios?.includes('16:9') ? '16:9' : aspectRatios?.[0];
	}
	// With a first frame the server goes by its shape, unless the user wants to be sure.
	if (wish.framePixels === undefined) return undefined;
	const isLeft = service.can.countsPixels ? !wish.resolution : !wish.matchesFirstFrame;
	if (isLeft) return undefined;
	const isFree = service.can.countsPixels && aspectRatios === undefined;
	return isFree ? wish.framePixels.replace('x', ':') : nearestRatio(wish.framePixels, aspectRatios);
}

/** Of the resolutions that have the chosen length, the one of the lowest price, else the lowest. */
function cheapestResolution(wish: ClipWish, offer: Offer): string | undefined {
	const { seconds, audio } = wish;
	const { resolutions = [], rates = [] } = offer;
	const fits = (resolution: string) => {
		const { lengths } = lengthsFor(wish, offer, resolution);
		return seconds === undefined || lengths?.includes(Number(seconds)) !== false;
	};
	const sounding = rates.filter(
		(rate) => audio === undefined || rate.audio === null || rate.audio === audio,
	);
	const priceOf = (resolution: string) => {
		const its = sounding.filter((rate) => rate.resolution === resolution);
		const any = sounding.filter((rate) => rate.resolution === null);
		return Math.min(...(its.length > 0 ? its : any).map(({ usdPerSecond }) => usdPerSecond));
	};
	// A name that does not tell its pixels, such as 2k, is none of the low ones.
	const sideOf = (resolution: string) => shortSideOf(resolution) ?? Number.MAX_SAFE_INTEGER;
	const fitting = resolutions.filter(fits);
	return [...(fitting.length > 0 ? fitting : resolutions)].sort(
		(a, b) => priceOf(a) - priceOf(b) || sideOf(a) - sideOf(b),
	)[0];
}

/** The lengths a clip like this may have, and in words what narrows them down. */
function lengthsFor(
	{ referenceImages = [] }: ClipWish,
	{ seconds, secondsAt, secondsWithReferences }: Offer,
	resolution: string | undefined,
): { lengths: readonly number[] | undefined; why: string } {
	if (secondsWithReferences && referenceImages.length > 0) {
		return { lengths: secondsWithReferences, why: ' with Reference Images' };
	}
	const lengths = secondsAt?.[resolution ?? ''];
	return lengths ? { lengths, why: ` at ${resolution}` } : { lengths: seconds, why: '' };
}

function shortestOf(lengths: readonly number[] | undefined): string | undefined {
	return lengths?.length ? String(Math.min(...lengths)) : undefined;
}

function requireLength(
	wish: ClipWish,
	model: VideoModel | undefined,
	resolution: string | undefined,
): void {
	const { seconds } = wish;
	if (!model || seconds === undefined) return;
	const { lengths, why } = lengthsFor(wish, model, resolution);
	if (!lengths?.length || lengths.includes(Number(seconds))) return;
	const inOrder = listed([...lengths].sort((a, b) => a - b));
	throw notOffered(`${model.id} makes ${inOrder} s${why}`, 'Duration', seconds);
}

function requireListed(
	offered: readonly string[] | undefined,
	chosen: string | undefined,
	label: string,
	modelId: string | undefined,
): void {
	if (!offered?.length || chosen === undefined || offered.includes(chosen)) return;
	throw notOffered(`${modelId} makes ${listed(offered)}`, label, chosen);
}

function requireSize(model: VideoModel | undefined, size: string | undefined, label: string): void {
	if (!model?.sizes?.length || size === undefined || model.sizes.includes(size)) return;
	throw notOffered(`${model.id} makes ${listed(model.sizes)}`, label, size);
}

/** OpenAI's models answer 400 to an image of another size than the clip; other servers scale it. */
function requireFrameOfSize(wish: ClipWish, size: string | undefined): void {
	const { model, framePixels } = wish;
	if (!isSora(wish) || !size || !framePixels || size === framePixels) return;
	throw new SoraError(
		'badInput',
		`The First Frame has ${framePixels} pixels, the video is to have ${size}`,
		{
			advice: `${model} wants both to be equal: resize or crop the image to ${size} with the Edit Image node, or choose another Aspect Ratio or Resolution.`,
		},
	);
}

function notOffered(offer: string, label: string, chosen: string): SoraError {
	const advice =
		label === 'First Frame'
			? 'Resize or crop the image with the Edit Image node.'
			: `Choose another ${label}, or another Model.`;
	return new SoraError('badInput', `${offer}; ${label} is ${chosen}`, {
		advice: `${advice} Nothing was sent for this item.`,
	});
}
