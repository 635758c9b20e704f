import { randomBytes } from 'node:crypto';

import type { Pauses } from '../http/pauses';
import type { DeliveryFault } from './deliveryOrders';
import type { Endpoint, EndpointStore } from './endpoints';
import { isLoopback, postDelivery } from './post';
import type { DeliveryStyle, Event } from './style';

/** How far a stale timestamp lies back: well outside the receiver's 300 s. */
const staleSeconds = 3_600;

export interface Attempt {
	atMs: number;
	/** Status answered, or null with the reason in `error`. */
	status: number | null;
	error: string | null;
	fault: DeliveryFault | null;
}

/** One event on its way to one endpoint; repeats keep the id. */
export interface Delivery {
	/** Header `webhook-id`. */
	id: string;
	endpointId: string;
	url: string;
	eventType: string;
	videoId: string;
	/** The signed body, byte for byte. */
	body: string;
	attempts: Attempt[];
	/** `refused`: the address is not on this machine, so nothing was sent. */
	state: 'pending' | 'delivered' | 'failed' | 'refused';
}

/** Sends signed events and repeats what was not answered with 2xx. */
export class Sender {
	readonly deliveries: Delivery[] = [];
	private sending = 0;
	private stop = new AbortController();

	constructor(
		private readonly now: () => number,
		private readonly pauses: Pauses,
		private readonly endpoints: EndpointStore,
		private readonly retryPausesMs: readonly number[],
		private readonly takeFault: (eventType: string) => DeliveryFault | null,
		private readonly style: DeliveryStyle,
		private readonly base: () => string,
	) {}

	/** Whether an attempt is under way right now. */
	get busy(): boolean {
		return this.sending > 0;
	}

	/** Sends an event and goes on repeating it in the background. */
	deliver(endpoint: Endpoint, event: Event): void {
		const delivery = this.prepare(endpoint, event);
		if (delivery.state === 'pending') void this.attempt(endpoint, delivery, this.stop.signal, 0);
	}

	/** Sends an event once and gives the delivery with its outcome. */
	async deliverOnce(endpoint: Endpoint, event: Event): Promise<Delivery> {
		const delivery = this.prepare(endpoint, event);
		if (delivery.state === 'pending') {
			const delivered = await this.post(endpoint, delivery, null, this.stop.signal);
			delivery.state = delivered ? 'delivered' : 'failed';
		}
		return delivery;
	}

	/** Ends attempts under way and forgets all deliveries. */
	clear(): void {
		this.stop.abort();
		this.stop = new AbortController();
		this.deliveries.length = 0;
	}

	private prepare(endpoint: Endpoint, event: Event): Delivery {
		const body = JSON.stringify(this.style.body(event, this.now(), this.base()));
		const delivery: Delivery = {
			id: `wh_${randomBytes(16).toString('hex')}`,
			endpointId: endpoint.id,
			url: endpoint.url,
			eventType: event.type,
			videoId: event.videoId,
			body,
			attempts: [],
			state: isLoopback(endpoint.url) ? 'pending' : 'refused',
		};
		this.deliveries.push(delivery);
		return delivery;
	}

	private async attempt(
		endpoint: Endpoint,
		delivery: Delivery,
		signal: AbortSignal,
		round: number,
	): Promise<void> {
		const fault = this.takeFault(delivery.eventType);
		const send = () => this.post(endpoint, delivery, fault, signal);
		let delivered: boolean;
		if (fault === 'twoAtOnce') delivered = (await Promise.all([send(), send()])).includes(true);
		else {
			delivered = await send();
			if (fault === 'duplicate') delivered = (await send()) || delivered;
		}
		if (delivered) delivery.state = 'delivered';
		else this.repeat(endpoint, delivery, signal, round);
	}

	private repeat(endpoint: Endpoint, delivery: Delivery, signal: AbortSignal, round: number): void {
		const pauseMs = this.retryPausesMs[round];
		if (pauseMs === undefined) {
			delivery.state = 'failed';
			return;
		}
		this.pauses.after(pauseMs, () => {
			if (signal.aborted) return;
			const gone = !this.endpoints.all.includes(endpoint);
			if (gone) delivery.state = 'failed';
			else void this.attempt(endpoint, delivery, signal, round + 1);
		});
	}

	/** One POST; gives whether it was answered with 2xx. Never throws. */
	private async post(
		endpoint: Endpoint,
		delivery: Delivery,
		fault: DeliveryFault | null,
		signal: AbortSignal,
	): Promise<boolean> {
		const attempt: Attempt = { atMs: this.now(), status: null, error: null, fault };
		delivery.attempts.push(attempt);
		this.sending += 1;
		try {
			const headers = this.headersFor(endpoint, delivery, fault);
			attempt.status = await postDelivery(endpoint.url, headers, delivery.body, signal);
		} catch (error) {
			attempt.error = error instanceof Error ? error.message : String(error);
		} finally {
			this.sending -= 1;
		}
		return attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
	}

	private headersFor(
		endpoint: Endpoint,
		delivery: Delivery,
		fault: DeliveryFault | null,
	): Record<string, string> {
		const agent = 'OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)';
		const plain = { 'content-type': 'application/json', 'user-agent': agent };
		if (fault === 'unsigned') return plain;
		const seconds = Math.floor(this.now() / 1000) - (fault === 'oldTimestamp' ? staleSeconds : 0);
		const secrets =
			fault === 'wrongSignature'
				? [randomBytes(32).toString('hex')]
				: this.endpoints.secretsOf(endpoint);
		return { ...plain, ...this.style.sign(secrets, delivery, String(seconds)) };
	}
}
