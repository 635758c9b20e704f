import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { sleep } from 'n8n-workflow';

import { after, hang, text } from '../answers';
import { openLoopback } from '../loopback';
import { send } from '../send';
import { installClock, type Clock } from './index';

const minuteMs = 60_000;
const realTimeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout');

let clock: Clock;
let server: Awaited<ReturnType<typeof openLoopback>>;

beforeAll(async () => {
	server = await openLoopback();
});
afterAll(async () => await server.close());

beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

async function ask(signal?: AbortSignal, body?: Buffer): Promise<string> {
	const method = body ? 'POST' : 'GET';
	return (await send(method, server.origin, { signal, body })).body.toString();
}

describe('a long wait', () => {
	it('of fifteen minutes with a request every ten seconds passes at once', async () => {
		const startedAt = clock.now();
		let requests = 0;
		server.always((response) => {
			requests++;
			response.end(clock.now() - startedAt >= 15 * minuteMs ? 'done' : 'not yet');
		});
		const poll = async () => {
			while ((await ask()) !== 'done') await sleep(10_000);
		};

		await clock.run(poll());

		expect(requests).toBe(91);
		expect(clock.now() - startedAt).toBe(15 * minuteMs);
	});

	it('does not end before the answer that is still on its way', async () => {
		server.always((response) => {
			// A slow handler, in real time.
			const until = process.hrtime.bigint() + 50_000_000n;
			const isBusy = () => process.hrtime.bigint() < until;
			const spin = () => (isBusy() ? setImmediate(spin) : response.end('late'));
			spin();
		});
		const race = Promise.race([ask(), sleep(1_000).then(() => 'given up')]);

		await expect(clock.run(race)).resolves.toBe('late');
	});

	it('does not end before a handler that works outside the event loop', async () => {
		const folder = await mkdtemp(path.join(tmpdir(), 'clock-'));
		server.always((response) => {
			const work = async () => {
				for (let round = 0; round < 50; round++) {
					await writeFile(path.join(folder, 'file'), Buffer.alloc(100_000, round));
				}
				response.end(String((await readFile(path.join(folder, 'file'))).length));
			};
			work().catch((error: unknown) => response.destroy(error as Error));
		});
		const race = Promise.race([ask(), sleep(1).then(() => 'given up')]);

		await expect(clock.run(race)).resolves.toBe('100000');
		await rm(folder, { recursive: true });
	});

	it('waits for work that only its owner sees', async () => {
		let busy = true;
		const work = Promise.race([
			new Promise<string>((resolve) => {
				let turns = 0;
				const turn = () => {
					if (++turns < 500) return void setImmediate(turn);
					busy = false;
					resolve('worked');
				};
				turn();
			}),
			sleep(1).then(() => 'given up'),
		]);

		await expect(clock.run(work, { idle: () => !busy })).resolves.toBe('worked');
	});
});

describe('time limits', () => {
	it('end a request that is never answered', async () => {
		server.always(hang);
		const startedAt = clock.now();

		await expect(clock.run(ask(AbortSignal.timeout(30_000)))).rejects.toMatchObject({
			cause: { name: 'TimeoutError' },
		});
		expect(clock.now() - startedAt).toBe(30_000);
	});

	it('pass for a server that reads an upload and then takes its time', async () => {
		server.always(after(5 * minuteMs, text('at last')));
		const upload = ask(AbortSignal.timeout(10 * minuteMs), Buffer.alloc(1_000_000));

		await expect(clock.run(upload)).resolves.toBe('at last');
	});

	it('end a body that stops coming', async () => {
		server.always((response) => void response.write('half of'));

		await expect(clock.run(ask(AbortSignal.timeout(minuteMs)))).rejects.toThrow(/abort/);
	});

	it('leave a request alone that was answered in time', async () => {
		server.always(text('in time'));

		await expect(clock.run(ask(AbortSignal.timeout(1)))).resolves.toBe('in time');
	});
});

describe('a run that can’t end', () => {
	it('is an error that says so', async () => {
		await expect(clock.run(new Promise(() => undefined))).rejects.toThrow(/nothing will ever end/);
	});

	it('is none when the work itself fails', async () => {
		const work = sleep(minuteMs).then(() => Promise.reject(new Error('its own reason')));

		await expect(clock.run(work)).rejects.toThrow('its own reason');
	});
});

it('gives the real time back', () => {
	clock.restore();

	expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(minuteMs);
	expect(Object.getOwnPropertyDescriptor(AbortSignal, 'timeout')).toEqual(realTimeout);
});
