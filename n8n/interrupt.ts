const signalNumbers = { SIGINT: 2, SIGTERM: 15 };

/**
 * Calls `close` when the process is asked to end (Ctrl-C, or a signal of the system), then ends
 * it. Asked a second time, it ends at once.
 */
export function closeOnInterrupt(close: () => Promise<void>): void {
	let asked = false;
	for (const [signal, number] of Object.entries(signalNumbers)) {
		process.on(signal, () => {
			// What shells report for a process that a signal has ended.
			const exitCode = 128 + number;
			if (asked) process.exit(exitCode);
			asked = true;
			console.log('\nEnding n8n and the simulator …');
			close().then(
				() => process.exit(exitCode),
				(error: unknown) => {
					console.error(error);
					process.exit(exitCode);
				},
			);
		});
	}
}
