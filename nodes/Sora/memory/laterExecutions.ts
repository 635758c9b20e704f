import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { roundUsd } from '../money/prices';

/** A render that may serve once more. */
export interface KnownRender {
	videoId: string;
	/** When it was created; unix ms. */
	atMs: number;
}

/**
 * What the node remembers from one execution to the next. n8n keeps static data for production runs
 * only, and drops what a run has written that was stopped or timed out: for these the process
 * remembers it too, as long as it lives.
 */
export interface StaticMemory {
	/** USD spent by this node on a day, e.g. `2026-11-21`. */
	spentOn(day: string): number;
	/** Adds to what was spent; a negative amount takes back. */
	spend(day: string, usd: number): void;
	renderOf(key: string): KnownRender | undefined;
	rememberRender(key: string, render: KnownRender): void;
	forgetRender(videoId: string): void;
}

/** n8n writes static data whole and loads it with the workflow, so it stays small. */
const mostRenders = 500;
const mostNodes = 500;

const memorySchema = z.object({
	spent: z.object({ day: z.string(), usd: z.number() }).nullish().catch(null),
	renders: z.record(z.object({ videoId: z.string(), atMs: z.number() })).catch({}),
});

type Remembered = z.output<typeof memorySchema>;

/** By workflow and node. */
const ofProcess = new Map<string, Remembered>();

/** The memory of the node. Read and written at each call, since items and runs go side by side. */
export function openStaticMemory(context: IExecuteFunctions): StaticMemory {
	const memory = context.getWorkflowStaticData('node');
	const isProduction = context.getMode() !== 'manual';
	const place = `${context.getWorkflow().id}:${context.getNode().id}`;
	const read = () => {
		const stored = memorySchema.parse(memory);
		const own = isProduction ? ofProcess.get(place) : undefined;
		return own ? merge(stored, own) : stored;
	};
	const write = (changes: Partial<Remembered>) => {
		const { spent, renders } = { ...read(), ...changes };
		const newest = Object.entries(renders)
			.sort(([, a], [, b]) => b.atMs - a.atMs)
			.slice(0, mostRenders);
		const next = { spent, renders: Object.fromEntries(newest) };
		Object.assign(memory, structuredClone(next));
		if (!isProduction) return;
		ofProcess.delete(place);
		ofProcess.set(place, next);
		for (const oldest of [...ofProcess.keys()].slice(0, -mostNodes)) ofProcess.delete(oldest);
	};
	const spentOn = (day: string) => {
		const { spent } = read();
		return spent?.day === day ? spent.usd : 0;
	};
	return {
		spentOn,
		spend: (day, usd) => {
			// Taken back after midnight: the day it was spent on is forgotten already.
			if (usd < 0 && read().spent?.day !== day) return;
			write({ spent: { day, usd: Math.max(0, roundUsd(spentOn(day) + usd)) } });
		},
		renderOf: (key) => read().renders[key],
		rememberRender: (key, render) => {
			write({ renders: { ...read().renders, [key]: render } });
		},
		forgetRender: (videoId) => {
			const all = Object.entries(read().renders);
			const others = all.filter(([, render]) => render.videoId !== videoId);
			if (others.length < all.length) write({ renders: Object.fromEntries(others) });
		},
	};
}

/** Of two states the later day, or what was spent more on one; and the renders of both. */
function merge(stored: Remembered, own: Remembered): Remembered {
	const amounts = [stored.spent, own.spent].filter(
		(spent) => spent !== null && spent !== undefined,
	);
	const [spent] = amounts.sort((a, b) => b.day.localeCompare(a.day) || b.usd - a.usd);
	return { spent, renders: { ...stored.renders, ...own.renders } };
}
