import type { FaultOrder, OrderHandle } from './faults/orders';
import type { LoggedRequest, RequestLog } from './http/requestLog';
import type { Outcome, Video } from './renders/render';
import type { Control } from './routes/control';
import type { Studio } from './studio';
import type { DeliveryOrder } from './webhooks/deliveryOrders';
import type { ManualEndpoint } from './webhooks/endpoints';
import type { Delivery } from './webhooks/sender';

/** A running simulator, as `startSimulator` gives it. */
export class Simulator implements Control {
	constructor(
		private readonly studio: Studio,
		private readonly log: RequestLog,
		private readonly fileLog: RequestLog,
		private readonly closeServers: () => Promise<void>,
	) {}

	/** Base URL for the credential, ending in the dialect's path: `/v1` for most. */
	get baseUrl(): string {
		return this.studio.addresses.base;
	}

	get apiKey(): string {
		return this.studio.apiKey;
	}

	/** Origin of files that lie elsewhere; no key may ever arrive there (see `fileRequests`). */
	get fileOrigin(): string {
		return this.studio.addresses.files;
	}

	/** Requests to the API, oldest first. */
	get requests(): readonly LoggedRequest[] {
		return this.log.entries;
	}

	/** Requests to the other origin. */
	get fileRequests(): readonly LoggedRequest[] {
		return this.fileLog.entries;
	}

	/** Every video ever made as it stands now, deleted ones included, oldest first. */
	get videos(): readonly Video[] {
		return this.studio.renders.listAt();
	}

	/** Webhook deliveries with their attempts, oldest first. */
	get deliveries(): readonly Delivery[] {
		return this.studio.webhooks.sender.deliveries;
	}

	/** HTTP requests being handled; those that wait for the clock, or for ever, do not count. */
	get inFlight(): number {
		return this.studio.traffic.inFlight;
	}

	/** Whether nothing is being handled or delivered, so that a fake clock may be moved. */
	settled(): boolean {
		return this.inFlight === 0 && !this.studio.webhooks.sender.busy;
	}

	/** Orders a fault for requests or for webhook deliveries to come. */
	order(order: FaultOrder | DeliveryOrder): OrderHandle {
		const { orders, webhooks } = this.studio;
		return 'delivery' in order ? webhooks.orders.add(order) : orders.add(order);
	}

	/** Ends an unfinished render now, as planned or otherwise; false for an unknown id. */
	finish(videoId: string, outcome?: Outcome): boolean {
		const known = this.studio.renders.find(videoId) !== undefined;
		this.studio.renders.end(videoId, outcome);
		this.studio.webhooks.watch();
		return known;
	}

	/** Adds a webhook receiver that was not registered through the API. */
	addEndpoint(endpoint: ManualEndpoint): void {
		this.studio.webhooks.announceEnded();
		this.studio.webhooks.endpoints.addManual(endpoint);
		this.studio.webhooks.watch();
	}

	/** Forgets videos, requests, faults, endpoints and deliveries; addresses and files stay. */
	reset(): void {
		const { renders, characters, orders, webhooks } = this.studio;
		renders.reset();
		characters.clear();
		orders.clear();
		webhooks.reset();
		this.log.clear();
		this.fileLog.clear();
	}

	/** Ends everything: servers, hanging sockets, timers, encodes; removes the files. */
	async close(): Promise<void> {
		this.studio.pauses.close();
		this.studio.webhooks.close();
		await this.closeServers();
		await this.studio.media.close();
	}
}
