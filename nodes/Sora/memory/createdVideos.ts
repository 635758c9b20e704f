/** The renders this run has started and so paid for, by item: no error may lose their ids. */
export interface CreatedVideos {
	record(itemIndex: number, videoId: string): void;
	/** The newest render of an item. */
	latestOf(itemIndex: number): string | undefined;
	/** The item a render belongs to. */
	itemOf(videoId: string): number | undefined;
	/** Takes a render found at the server for an item, unless another item has it already. */
	claim(videoId: string): boolean;
	/** All of them, in the order of their items. */
	all(): Array<{ itemIndex: number; videoId: string }>;
}

/** An empty record. */
export function noCreatedVideos(): CreatedVideos {
	const created: Array<{ itemIndex: number; videoId: string }> = [];
	const claimed = new Set<string>();
	return {
		record: (itemIndex, videoId) => {
			claimed.add(videoId);
			created.push({ itemIndex, videoId });
		},
		latestOf: (itemIndex) => created.findLast((entry) => entry.itemIndex === itemIndex)?.videoId,
		itemOf: (videoId) => created.find((entry) => entry.videoId === videoId)?.itemIndex,
		claim: (videoId) => {
			if (claimed.has(videoId)) return false;
			claimed.add(videoId);
			return true;
		},
		all: () => [...created].sort((a, b) => a.itemIndex - b.itemIndex),
	};
}
