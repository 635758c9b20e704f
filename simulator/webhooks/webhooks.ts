import type { Pauses } from '../http/pauses';
import { defaultRetryPausesMs, type SimulatorOptions } from '../options';
import type { RenderStore } from '../renders/store';
import { DeliveryOrders } from './deliveryOrders';
import { EndpointStore } from './endpoints';
import { Sender } from './sender';
import type { DeliveryStyle } from './style';

/** Tells endpoints about renders that have ended. */
export class Webhooks {
	readonly endpoints: EndpointStore;
	readonly orders = new DeliveryOrders();
	readonly sender: Sender;
	private cancelWatch: () => void = () => undefined;

	constructor(
		private readonly now: () => number,
		private readonly renders: RenderStore,
		private readonly pauses: Pauses,
		private readonly options: SimulatorOptions,
		style: DeliveryStyle,
		base: () => string,
	) {
		this.endpoints = new EndpointStore(now);
		this.sender = new Sender(
			now,
			pauses,
			this.endpoints,
			options.retryPausesMs ?? defaultRetryPausesMs,
			(eventType) => this.orders.take(eventType),
			style,
			base,
		);
		this.addManualEndpoints();
	}

	/**
	 * Sends an event for every render that has ended since the last call. Renders that ended while
	 * nobody listened are passed over for good.
	 */
	announceEnded(): void {
		for (const video of this.renders.takeEnded()) {
			const type = video.status === 'failed' ? 'video.failed' : 'video.completed';
			for (const endpoint of this.endpoints.allFor(video.id)) {
				if (endpoint.eventTypes.includes(type)) {
					this.sender.deliver(endpoint, { type, videoId: video.id, video });
				}
			}
		}
	}

	/**
	 * Announces what has ended and sets the one timer that wakes up at the next end; no timer when
	 * nobody listens. Both in one, since a render may have ended while its own create was answered.
	 */
	watch(): void {
		// Asked before announcing, so that no end falls between the two.
		const nextMs = this.renders.nextChangeMs();
		this.announceEnded();
		this.cancelWatch();
		if (this.endpoints.all.length === 0) return;
		const waitMs = Math.max(1, nextMs - this.now());
		this.cancelWatch = this.pauses.after(waitMs, () => this.watch());
	}

	/** Forgets endpoints, deliveries and orders; those given as options come back. */
	reset(): void {
		this.close();
		this.orders.clear();
		this.endpoints.clear();
		this.addManualEndpoints();
	}

	close(): void {
		this.cancelWatch();
		this.sender.clear();
	}

	private addManualEndpoints(): void {
		for (const endpoint of this.options.endpoints ?? []) this.endpoints.addManual(endpoint);
	}
}
