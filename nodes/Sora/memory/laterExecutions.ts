import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { roundUsd } from '../money/prices';
import { findRecord, recordIn, removeFrom } from './record';

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
	/** Adds to what was spent on that day; a negative amount takes back. */
	spend(day: string, usd: number): void;
	renderOf(key: string): KnownRender | undefined;
	rememberRender(key: string, render: KnownRender): void;
	/** @returns remembers it again, for a render that could not be deleted after all */
	forgetRender(videoId: string): () => void;
}

/** n8n writes static data whole and loads it with the workflow, so it stays small. */
const mostRenders = 500;
const mostNodes = 500;
/** A clock that is set, or a workflow's time zone, may lead back to a day that seemed to be over. */
const mostDays = 3;

const renderSchema = z.object({ videoId: z.string(), atMs: z.number() });

/** By workflow and node, in the form of static data. */
const ofProcess = new Map<string, IDataObject>();

/** The memory of the node. Entries are read and changed in place, since each create writes one of hundreds. */
export function openStaticMemory(context: IExecuteFunctions): StaticMemory {
	const stored = context.getWorkflowStaticData('node');
	const isProduction = context.getMode() !== 'manual';
	const place = `${context.getWorkflow().id}:${context.getNode().id}`;
	const stores = isProduction ? [stored, keptByProcess(place)] : [stored];
	const spentOn = (day: string) =>
		Math.max(...stores.map((store) => readUsd(findRecord(store, 'spent')?.[day])));
	const rememberRender = (key: string, render: KnownRender) => {
		for (const store of stores) {
			putNewest(recordIn(store, 'renders'), key, { ...render }, mostRenders);
		}
	};
	return {
		spentOn,
		spend: (day, usd) => {
			const total = Math.max(0, roundUsd(spentOn(day) + usd));
			for (const store of stores) putNewest(recordIn(store, 'spent'), day, total, mostDays);
		},
		renderOf: (key) => {
			const all = stores.flatMap((store) => readRender(findRecord(store, 'renders')?.[key]) ?? []);
			return all.sort((a, b) => b.atMs - a.atMs).at(0);
		},
		rememberRender,
		forgetRender: (videoId) => {
			const forgotten = new Map<string, KnownRender>();
			for (const store of stores) {
				const renders = findRecord(store, 'renders') ?? {};
				for (const key of Object.keys(renders)) {
					const render = readRender(renders[key]);
					if (render?.videoId !== videoId) continue;
					forgotten.set(key, render);
					removeFrom(renders, key);
				}
			}
			return () => forgotten.forEach((render, key) => rememberRender(key, render));
		},
	};
}

function readUsd(entry: unknown): number {
	return z.number().finite().catch(0).parse(entry);
}

/** Writes an entry as the newest; of all no more than `most` are kept. */
function putNewest(
	record: IDataObject,
	key: string,
	value: NonNullable<IDataObject[string]>,
	most: number,
): void {
	removeFrom(record, key);
	record[key] = value;
	for (const oldest of Object.keys(record).slice(0, -most)) removeFrom(record, oldest);
}

function readRender(entry: unknown): KnownRender | undefined {
	return renderSchema.safeParse(entry).data;
}

function keptByProcess(place: string): IDataObject {
	const kept = ofProcess.get(place) ?? {};
	ofProcess.delete(place);
	ofProcess.set(place, kept);
	for (const oldest of [...ofProcess.keys()].slice(0, -mostNodes)) ofProcess.delete(oldest);
	return kept;
}
