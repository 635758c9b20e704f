import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';

import type { SoraError } from '../api/errors';
import type { ClipRequest } from './clipRequest';
import type { Video } from './video';
import type { VideoModel } from './videoModel';

/** The files a video may have. */
export type Variant = 'video' | 'thumbnail' | 'spritesheet';

/** What a service can do. `true` also means: perhaps, and the answer tells. */
export interface Abilities {
	list: boolean;
	delete: boolean;
	remix: boolean;
	edit: boolean;
	extend: boolean;
	/** Whether an edit or an extension may start from an own file. */
	ownFile: boolean;
	/** Whether thumbnails and spritesheets are to be had beside the video itself. */
	pictures: boolean;
	firstFrame: boolean;
	lastFrame: boolean;
	referenceImages: boolean;
	/** Whether sound can be asked for or left out. */
	audio: boolean;
	seed: boolean;
	negativePrompt: boolean;
	/** Whether the other settings of open models are understood. */
	settings: boolean;
	/** Whether an image may be one that was uploaded before. */
	fileId: boolean;
	/** Whether the picture may be asked for in pixels. */
	exactSize: boolean;
	/** Whether it is asked for in pixels always, and not by aspect ratio and resolution. */
	countsPixels: boolean;
	/** Whether nothing is rendered without a model named. */
	needsModel: boolean;
}

/** One way to write a request that starts a render. */
export interface WireRequest {
	/** Below the base URL; ids are encoded already. */
	path: string;
	/** Made anew for every sending, since a multipart body can be read only once. */
	body: () => FormData | IDataObject;
	/** Names this way of writing, so that a run remembers which one its server took. */
	encoding: string;
	/** Says whether a refusal of the way before asks for this one; without it any such refusal does. */
	isWanted?: (refusal: SoraError | undefined) => boolean;
}

/** What is known beside the request when it is written. */
export interface WritingFacts {
	/** The way of writing that the server has taken before. */
	encoding: string | undefined;
	/** The clip that an edit or an extension starts from, where the service wants more than its id. */
	source: Video | undefined;
}

/** What the credential says of a service. */
export interface Account {
	/** As its list of services names it. */
	label: string;
	/** What it renders, in a line. */
	renders: string;
	/** What to know before a key is made. */
	notice?: string;
	/** Where its keys are made. */
	keyPage: string;
	/** How its keys begin. */
	keyExample: string;
	/** The form of its address, for a service without one of its own. */
	baseUrlExample?: string;
}

/**
 * One style of wire: all that differs between the services that render clips. What is wanted goes in
 * as a `ClipRequest`, what is there comes out as a `Video`; following, money, retries, lost renders
 * and downloads know nothing of it.
 */
export interface Service {
	/** As the credential's Service names it. */
	readonly name: string;
	/** As messages name it. */
	readonly title: string;
	readonly account: Account;
	/** Its own address; undefined for a style that has many. */
	readonly baseUrl: string | undefined;
	/** Hosts by which it is known where the credential says *Other server*. */
	readonly hosts: readonly string[];
	readonly can: Abilities;
	/** The ways to write a request, best first; the next is tried when the server could not read one. */
	requests(request: ClipRequest, facts: WritingFacts): WireRequest[];
	/** Whether an edit or an extension needs more of the clip it starts from than its id. */
	readonly readsSource: boolean;
	/** Path of a video below the base URL. */
	videoPath(id: string): string;
	/** Reads any answer about a video; an id that it leaves out is known to whoever asked. */
	readonly videoSchema: z.ZodType<Video, z.ZodTypeDef, unknown>;
	/** Paths below the base URL where a file may be had, before the addresses that the video names. */
	filePaths(id: string, variant: Variant): string[];
	/** Its list of models that make videos. */
	readonly modelsPath: string;
	readonly modelsSchema: z.ZodType<VideoModel[], z.ZodTypeDef, unknown>;
	/** Whether that list tells what its models offer. */
	readonly tellsOffers: boolean;
	/** Models whose offer its list does not tell, or that it leaves out. */
	readonly models: readonly VideoModel[];
	/** What it answers to a good key only. */
	readonly keyPath: string;
	/** USD that this answer says are left to the key; null where it says nothing. */
	readonly usdLeft?: (answer: unknown) => number | null;
	/** The header that carries the key, where it is not `Authorization: Bearer`. */
	readonly keyHeader?: string;
}
