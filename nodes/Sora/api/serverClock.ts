/** The clock of a server, as far as its answers tell it: n8n's own or the server's may be wrong. */
export interface ServerClock {
	/** The server's present time in unix ms, to the second; n8n's own until an answer has told it. */
	nowMs(): number;
	/** Notes what the server's latest answer says of the time: its `Date` header (RFC 9110, 6.6.1). */
	note(date: string | undefined): void;
}

/**
 * A clock that knows nothing yet.
 *
 * @param now our own time in unix ms, which nobody sets meanwhile
 */
export function openServerClock(now: () => number): ServerClock {
	let aheadMs = 0;
	return {
		nowMs: () => now() + aheadMs,
		note: (date) => {
			const toldMs = Date.parse(date ?? '');
			if (!Number.isNaN(toldMs)) aheadMs = toldMs - now();
		},
	};
}
