/** The renders this run has started and so paid for, by item: no error may lose their ids. */
export interface CreatedVideos {
	record(itemIndex: number, videoId: string): void;
	/** The newest render of an item. */
	latestOf(itemIndex: number): string | undefined;
	/** The item a render belongs to. */
	itemOf(videoId: string): number | undefined;
	/** All of them, in the order of their items. */
	all(): Array<{ itemIndex: number; videoId: string }>;
}

/** An empty record. */
export function noCreatedVideos(): CreatedVideos {
	const created: Array<{ itemIndex: number; videoId: string }> = [];
	return {
		record: (itemIndex, videoId) => void created.push({ itemIndex, videoId }),
		latestOf: (itemIndex) => created.findLast((entry) => entry.itemIndex === itemIndex)?.videoId,
		itemOf: (videoId) => created.find((entry) => entry.videoId === videoId)?.itemIndex,
		all: () => [...created].sort((a, b) => a.itemIndex - b.itemIndex),
	};
}
