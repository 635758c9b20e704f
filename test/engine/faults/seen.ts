/** An item that went wrong, as the user got it. */
export interface SeenError {
	/** Undefined for an error of the whole run. */
	item: number | undefined;
	kind: string;
	message: string;
	advice: string;
	videoId: string | undefined;
}

/** What came of a row. */
export interface Seen {
	/** Clips asked for. */
	wanted: number;
	/** Renders at the server, each of which costs money. */
	paid: number;
	/** Clips that arrived, byte for byte. */
	clips: number;
	/** Items on the success branch without the file that was paid for. */
	broken: number;
	errors: SeenError[];
	/** Renders that did not fail, were not delivered, and whose id nobody is told. */
	unnamed: number;
	/** Requests for the state of renders, pages of the list included. */
	looks: number;
	requests: number;
	seconds: number;
}
