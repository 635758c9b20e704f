/** What a second of video costs where this resolution and sound are asked for. */
export interface Rate {
	/** E.g. `720p`; null for any. */
	resolution: string | null;
	/** With sound or without; null for either. */
	audio: boolean | null;
	usdPerSecond: number;
}

/** A model that makes videos, and what it offers. What is undefined its service does not tell. */
export interface VideoModel {
	id: string;
	/** As its maker calls it. */
	title?: string | undefined;
	/** Lengths of a clip in seconds. */
	seconds?: readonly number[] | undefined;
	/** Lengths at a resolution that has others than the rest. */
	secondsAt?: Readonly<Record<string, readonly number[]>> | undefined;
	/** Lengths with reference images, where those are others. */
	secondsWithReferences?: readonly number[] | undefined;
	/** E.g. `720p`, `4k`. */
	resolutions?: readonly string[] | undefined;
	/** E.g. `16:9`. */
	aspectRatios?: readonly string[] | undefined;
	/** `WIDTHxHEIGHT` in pixels, where no other will do. */
	sizes?: readonly string[] | undefined;
	firstFrame?: boolean | undefined;
	lastFrame?: boolean | undefined;
	referenceImages?: boolean | undefined;
	/** Whether sound can be asked for or left out. */
	audio?: boolean | undefined;
	seed?: boolean | undefined;
	rates?: readonly Rate[] | undefined;
}
