import type { Field, Upload } from './fields';

/** The body encoding the user chose. */
export type SendAs = 'automatic' | 'json' | 'multipart';

/** The clip to start from: a video of the server, or an own file. */
export type Source = { videoId: string } | { upload: Upload };

/** A still image: its file, or one that was uploaded to the server before. */
export type Picture = { upload: Upload } | { fileId: string };

/** A clip that is wanted, in no server's words. */
export interface ClipRequest {
	kind: 'create' | 'edit' | 'extend' | 'remix';
	prompt: string;
	/** Undefined leaves the choice to the server, as with all that follows. */
	model?: string | undefined;
	/** Length as decimal text; of an extension, what is added. */
	seconds?: string | undefined;
	/** `WIDTHxHEIGHT` in pixels; it says the shape of the picture in place of the two below. */
	size?: string | undefined;
	/** `W:H`, e.g. `16:9`. */
	aspectRatio?: string | undefined;
	/** E.g. `720p`, `4k`. */
	resolution?: string | undefined;
	/** What an edit, an extension or a remix starts from; a remix knows no own files. */
	source?: Source | undefined;
	firstFrame?: Picture | undefined;
	lastFrame?: Picture | undefined;
	/** What the clip is to show, not how it begins. */
	referenceImages?: readonly Picture[] | undefined;
	/** Whether the clip is to have sound. */
	audio?: boolean | undefined;
	seed?: number | undefined;
	negativePrompt?: string | undefined;
	/** Settings of open models, and fields that only the user's server knows; of one name the last counts. */
	settings?: readonly Field[] | undefined;
	extra: readonly Field[];
	sendAs: SendAs;
	/** Time for the answer. */
	limitMs: number;
}

/** The files that go along with a request. */
export function uploadsOf(request: ClipRequest): Upload[] {
	const { source, firstFrame, lastFrame, referenceImages = [] } = request;
	return [source, firstFrame, lastFrame, ...referenceImages].flatMap((part) =>
		part && 'upload' in part ? [part.upload] : [],
	);
}

/** The id of the video a request starts from; undefined for an own file or a plain create. */
export function sourceIdOf({ source }: Pick<ClipRequest, 'source'>): string | undefined {
	return source && 'videoId' in source ? source.videoId : undefined;
}
