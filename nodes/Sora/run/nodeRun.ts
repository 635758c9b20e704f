import type { IExecuteFunctions } from 'n8n-workflow';

import type { atMost } from '../api/atMost';
import type { Server } from '../api/server';
import type { RenderFollower } from '../follow/follow';
import type { RunMemory } from '../memory/runMemory';
import type { Budget } from '../money/budget';
import type { Tally } from '../output/runSummary';
import type { Creates } from './creates';
import type { Deletions } from './deletions';
import type { Sharing } from './sharing';
import type { Slot, Slots } from './slots';
import type { UploadRoom } from './uploadRoom';

/** What all items of one node run share. */
export interface NodeRun {
	readonly context: IExecuteFunctions;
	readonly server: Server;
	/** Renders at the server. */
	readonly slots: Slots;
	/** Files on their way. */
	readonly fileSlots: ReturnType<typeof atMost>;
	/** Files to be sent along, in memory. */
	readonly uploadRoom: UploadRoom;
	readonly creates: Creates;
	readonly follower: RenderFollower;
	readonly budget: Budget;
	readonly memory: RunMemory;
	readonly sharing: Sharing;
	readonly deletions: Deletions;
	readonly tally: Tally;
	/** Fires when the run ends early because an item failed; nothing new is started after it. */
	readonly stop: AbortSignal;
	/** The node works for an AI agent, which gets the short form of every item. */
	readonly isTool: boolean;
}

/** The work for one output of an item. */
export interface Turn {
	readonly itemIndex: number;
	/** 1, or up to 10 where an item is rendered in several versions. */
	readonly version: number;
	/** Held from the beginning of the work; left when its render has ended. */
	readonly slot: Slot;
}
