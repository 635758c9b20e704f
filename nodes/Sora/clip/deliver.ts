import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { SoraError } from '../api/errors';
import { chargedUsd } from '../services/charged';
import type { Video } from '../services/video';
import { downloadFile } from '../files/download';
import type { Variant } from '../files/mediaType';
import { requireCompleted } from '../follow/outcome';
import { roundUsd } from '../money/prices';
import { videoItem } from '../output/videoItem';
import type { NodeRun, Turn } from '../run/nodeRun';
import { runJson, type ClipCost, type ClipFacts } from '../output/runJson';

/** Which files of a video are wanted, and where they go. */
export interface FileChoice {
	variants: Variant[];
	/** Name of the binary field of the video. */
	field: string;
	/** How long a film may take to begin at the server. */
	firstByteMs: number;
}

/** What happens after a render was started. */
export interface Delivery extends FileChoice {
	/** Whether to wait for the end of the render and fetch its files. */
	wait: boolean;
	deleteAfterDownload: boolean;
}

/** A clip, and how it came about. */
export interface Clip {
	video: Video;
	facts: ClipFacts;
}

/**
 * Waits for a video that was created elsewhere.
 *
 * @throws SoraError with the video's id when it fails
 */
export async function awaitClip(run: NodeRun, video: Video): Promise<Clip> {
	const { video: ended, ...facts } = await run.follower.untilEnded(video);
	return { video: requireCompleted(ended), facts };
}

/**
 * Fetches the files of a completed clip and makes the output item. Without waiting the item is made
 * at once, unless the server rendered while the request was open and sent the file along (Dynamo):
 * that file exists nowhere else.
 *
 * @throws SoraError with the video's id
 */
export async function deliver(
	run: NodeRun,
	turn: Turn,
	{ video, facts }: Clip,
	delivery: Delivery,
): Promise<INodeExecutionData> {
	turn.slot.leave();
	const cost = costOf(run, video, facts);
	const runFacts = run.isTool ? {} : { run: runJson(video, facts, cost, turn.version) };
	const hasCome = video.status === 'completed' && video.files.some((file) => 'base64' in file);
	if (!delivery.wait && !hasCome) {
		return videoItem(turn.itemIndex, video, { simplify: run.isTool, extra: runFacts });
	}
	const { binary, missing } = await fetchFiles(run, video, delivery);
	const extra: IDataObject = { ...runFacts, ...missing };
	const item = videoItem(turn.itemIndex, video, { simplify: run.isTool, binary, extra });
	const isSafe = delivery.variants.includes('video') && delivery.field in binary;
	// A video that was only downloaded is deleted because its user says so.
	const isOurs = facts.isMade ?? true;
	if (isSafe && delivery.deleteAfterDownload) run.deletions.plan(video.id, item.json, isOurs);
	const { expiresAtSeconds } = video;
	const { chargedUsd: charged, estimatedUsd } = cost;
	if (charged !== null && facts.isMade) run.budget.correct(turn.itemIndex, charged);
	run.tally.add({
		reused: facts.reused ?? false,
		costUsd: charged ?? estimatedUsd,
		isCharged: charged !== null,
		expiresAtSeconds,
	});
	return item;
}

/** A clip that was there already costs nothing; one made in several tries costs each of them. */
function costOf(run: NodeRun, video: Video, { reused, tries }: ClipFacts): ClipCost {
	if (tries === undefined) return { estimatedUsd: null, chargedUsd: null };
	if (reused) return { estimatedUsd: 0, chargedUsd: null };
	const usd = run.budget.estimate(video);
	return {
		estimatedUsd: usd === null ? null : roundUsd(usd * tries),
		chargedUsd: chargedUsd(video.raw),
	};
}

/** The files of a video, and which of them it has not, each with the reason. */
async function fetchFiles(
	run: NodeRun,
	video: Video,
	{ variants, field, firstByteMs }: FileChoice,
): Promise<{ binary: IBinaryKeyData; missing: IDataObject }> {
	const binary: IBinaryKeyData = {};
	const reasons: Partial<Record<Variant, string>> = {};
	await run.fileSlots(async () => {
		for (const variant of variants) {
			const wait = { stop: run.stop, firstByteMs, serverNowMs: run.server.clock.nowMs() };
			const file = await downloadFile(run.context, run.server, video, variant, wait);
			// A file that is the only one asked for needs no second name.
			const isMain = variant === 'video' || variants.length === 1;
			if (file instanceof SoraError) reasons[variant] = file.message;
			else binary[isMain ? field : `${field}_${variant}`] = file;
		}
	});
	const missingFiles = Object.keys(reasons);
	const missing = missingFiles.length > 0 ? { missingFiles, missingFileReasons: reasons } : {};
	return { binary, missing };
}
