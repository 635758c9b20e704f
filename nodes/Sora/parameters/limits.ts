import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { RunLimits } from '../run/openRun';
import { optionalNumber, readParameter } from './read';

const parallelRenders: INodeProperties = {
	displayName: 'Parallel Renders',
	name: 'parallelRenders',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200 },
	default: 5,
	description:
		'How many renders are at the server at the same time. Their output keeps the input order.',
};

const giveUpAfterMinutes: INodeProperties = {
	displayName: 'Give Up After (Minutes)',
	name: 'giveUpAfterMinutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 15,
	description:
		'How long to wait for a render that has begun. After it the item fails, but the render goes on and Download can still fetch it.',
};

const giveUpQueuedAfterMinutes: INodeProperties = {
	displayName: 'Give Up Queued After (Minutes)',
	name: 'giveUpQueuedAfterMinutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 240,
	description: 'How long to wait while the render stands in the queue of the server',
};

const maxCostUsd: INodeProperties = {
	displayName: 'Max Cost per Run (USD)',
	name: 'maxCostUsd',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 10,
	description:
		'What all renders of one run may cost together, by list price. Above it nothing is sent at all.',
};

const maxCostPerDayUsd: INodeProperties = {
	displayName: 'Max Cost per Day (USD)',
	name: 'maxCostPerDayUsd',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 50,
	description:
		'What the production runs of this node may cost on one day, by list price. It stops a schedule or a loop gone wild.',
};

const maxVideos: INodeProperties = {
	displayName: 'Max Videos per Run',
	name: 'maxVideos',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'How many renders one run may start, versions and renders made again included',
};

const pricePerSecond: INodeProperties = {
	displayName: 'Price per Second (USD)',
	name: 'pricePerSecond',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 4 },
	default: 0,
	description:
		'What your server charges for a second of video, in place of the list prices of the Sora models. 0 for your own hardware.',
};

/** Limits of operations that wait for renders. */
export const limitsWithWaiting: INodeProperties = {
	displayName: 'Limits',
	name: 'limits',
	type: 'collection',
	placeholder: 'Add Limit',
	default: {},
	options: [giveUpAfterMinutes, giveUpQueuedAfterMinutes, parallelRenders],
};

/** Limits of operations that start renders. */
export const limitsOfRenders: INodeProperties = {
	...limitsWithWaiting,
	options: [
		giveUpAfterMinutes,
		giveUpQueuedAfterMinutes,
		maxCostPerDayUsd,
		maxCostUsd,
		maxVideos,
		parallelRenders,
		pricePerSecond,
	],
};

/** Limits of operations that only ask the server something. */
export const limitsWithoutWaiting: INodeProperties = {
	...limitsWithWaiting,
	options: [parallelRenders],
};

const minuteMs = 60_000;

const spendingLimit = optionalNumber.refine(
	(value) => value === undefined || value >= 0,
	'It cannot be less than 0',
);

const spendingLimits = {
	maxCostUsd: spendingLimit,
	maxCostPerDayUsd: spendingLimit,
	maxVideos: spendingLimit,
	pricePerSecond: spendingLimit,
};

const noLimits = 'The expression gives no limits. {} means that none is set';

/**
 * A limit on money that an expression leaves empty is no limit at all, so it is refused: only who
 * removes the field has none. Where an expression finds nothing, n8n keeps the field's name.
 */
const limitsSchema = z
	.object(
		{
			parallelRenders: optionalNumber,
			giveUpAfterMinutes: optionalNumber,
			giveUpQueuedAfterMinutes: optionalNumber,
			...spendingLimits,
		},
		{ required_error: noLimits, invalid_type_error: noLimits },
	)
	.partial()
	.superRefine((limits, { addIssue }) => {
		for (const [name, value] of Object.entries<number | undefined>(limits)) {
			if (value !== undefined || !(name in spendingLimits)) continue;
			addIssue({ code: 'custom', path: [name], message: 'Give a number, or remove it' });
		}
	});

/**
 * The limits, read from the first item, since they hold for the whole run.
 *
 * @throws SoraError `badInput`
 */
export function readLimits(context: IExecuteFunctions): RunLimits {
	const limits = readParameter(context, 0, limitsOfRenders, limitsSchema, {});
	const { maxCostUsd, maxCostPerDayUsd, maxVideos, pricePerSecond } = limits;
	return {
		maxCostUsd,
		maxCostPerDayUsd,
		maxVideos,
		pricePerSecond,
		parallelRenders: Math.max(limits.parallelRenders ?? 5, 1),
		giveUpAfterMs: Math.max(limits.giveUpAfterMinutes ?? 15, 0) * minuteMs,
		giveUpQueuedAfterMs: Math.max(limits.giveUpQueuedAfterMinutes ?? 240, 0) * minuteMs,
	};
}
