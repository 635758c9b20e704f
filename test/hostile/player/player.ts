import path from 'node:path';

import { installFastClock } from './fastClock';
import { openMeter } from './meter';
import type { Order } from './messages';
import { openTheatre } from './theatre';

/** More than any row may take, and less than the machine has. */
const mostMb = 2_000;

/** One process with the built nodes in n8n's engine, which does what its parent orders. */
async function main(): Promise<void> {
	const packageRoot = path.join(__dirname, '../../..');
	const clock = installFastClock(path.join(packageRoot, 'dist') + path.sep);
	const theatre = await openTheatre(packageRoot, clock, openMeter(mostMb));
	process.on('message', (order: Order) => {
		switch (order.do) {
			case 'stop':
				theatre.stop();
				break;
			case 'shiftClock':
				clock.shift(order.ms);
				break;
			case 'play':
				void theatre
					.play(order.baseUrl, order.play)
					.then((outcome) => process.send?.({ outcome }))
					.catch((error: unknown) => process.send?.({ problem: String(error) }));
				break;
		}
	});
	// Without its parent there is nothing left to do.
	process.on('disconnect', () => process.exit());
	process.send?.({ ready: true, rssMb: process.memoryUsage.rss() / 1024 / 1024 });
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
