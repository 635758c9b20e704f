import { createServer } from 'node:net';

/** A loopback port that nothing listens on at this moment. */
export async function findFreePort(): Promise<number> {
	return await new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => {
				if (address === null || typeof address === 'string') {
					reject(new Error('The system gave no port number for a loopback socket.'));
				} else {
					resolve(address.port);
				}
			});
		});
	});
}
