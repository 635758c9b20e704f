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
	/** Adds to what was spent; a negative amount takes back. */
	spend(day: string, usd: number): void;
	renderOf(key: string): KnownRender | undefined;
	rememberRender(key: string, render: KnownRender): void;
	/** @returns remembers it again, for a render that could not be deleted after all */
	forgetRender(videoId: string): () => void;
}

/** n8n writes static data whole and loads it with the workflow, so it stays small. */
const mostRenders = 500;
const mostNodes = 500;

const spentSchema = z.object({ day: z.string(), usd: z.number() });
const renderSchema = z.object({ videoId: z.string(), atMs: z.number() });

/** By workflow and node, in the form of static data. */
const ofProcess = new Map<string, IDataObject>();

/** The memory of the node. Entries are read and changed in place, since each create writes one of hundreds. */
export function openStaticMemory(context: IExecuteFunctions): StaticMemory {
	const stored = context.getWorkflowStaticData('node');
	const isProduction = context.getMode() !== 'manual';
	const place = `${context.getWorkflow().id}:${context.getNode().id}`;
	const stores = isProduction ? [stored, keptByProcess(place)] : [stored];
	const spentLast = () => {
		const all = stores.flatMap((store) => spentSchema.safeParse(store.spent).data ?? []);
		return all.sort((a, b) => b.day.localeCompare(a.day) || b.usd - a.usd).at(0);
	};
	const spentOn = (day: string) => {
		const last = spentLast();
		return last?.day === day ? last.usd : 0;
	};
	const rememberRender = (key: string, render: KnownRender) => {
		for (const store of stores) {
			const renders = recordIn(store, 'renders');
			removeFrom(renders, key);
			renders[key] = { ...render };
			for (const oldest of Object.keys(renders).slice(0, -mostRenders)) removeFrom(renders, oldest);
		}
	};
	return {
		spentOn,
		spend: (day, usd) => {
			// Taken back after midnight: the day it was spent on is forgotten already.
			if (usd < 0 && spentLast()?.day !== day) return;
			const total = Math.max(0, roundUsd(spentOn(day) + usd));
			for (const store of stores) store.spent = { day, usd: total };
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
