import type { IExecuteFunctions } from 'n8n-workflow';

import type { EncodingMemory } from '../api/create';
import type { Server } from '../api/server';
import type { RenderFollower } from '../render/follow';
import type { CreatedVideos } from './createdVideos';
import type { Slots } from './slots';

/** What all items of one node run share. */
export interface NodeRun {
	readonly context: IExecuteFunctions;
	readonly server: Server;
	readonly slots: Slots;
	readonly follower: RenderFollower;
	readonly created: CreatedVideos;
	readonly encodings: EncodingMemory;
	/** Fires when the run ends early because an item failed; nothing new is started after it. */
	readonly stop: AbortSignal;
	/** The node works for an AI agent, which gets the short form of every item. */
	readonly isTool: boolean;
}
