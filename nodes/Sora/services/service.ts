import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';

import type { SoraError } from '../api/errors';
import type { ClipRequest } from './clipRequest';
import type { Video } from './video';

/** The files a video may have. */
export type Variant = 'video' | 'thumbnail' | 'spritesheet';

/** What a service can do. `true` also means: perhaps, and the answer tells. */
export interface Abilities {
	list: boolean;
	delete: boolean;
	remix: boolean;
	edit: boolean;
	extend: boolean;
	/** Beside the video itself. */
	pictures: boolean;
	firstFrame: boolean;
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
	/** Hosts by which it is known where the credential says *Other server*. */
	readonly hosts: readonly string[];
	readonly can: Abilities;
	/** The ways to write a request, best first; the next is tried when the server could not read one. */
	requests(request: ClipRequest, facts: WritingFacts): WireRequest[];
	/** Path of a video below the base URL. */
	videoPath(id: string): string;
	/** Reads any answer about a video; an id that it leaves out is known to whoever asked. */
	readonly videoSchema: z.ZodType<Video, z.ZodTypeDef, unknown>;
	/** Paths below the base URL where a file may be had, before the addresses that the video names. */
	filePaths(id: string, variant: Variant): string[];
}
