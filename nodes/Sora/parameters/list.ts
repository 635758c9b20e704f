import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { RenderStatus } from '../services/status';
import { optionalText, readParameter, toggle } from './read';
import { readSimplify } from './simplify';

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

const order: INodeProperties = {
	displayName: 'Order',
	name: 'order',
	type: 'options',
	options: [
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	default: 'desc',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description: 'Only videos created at this time or later',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Only videos created before this time',
		},
		{
			displayName: 'Model Name',
			name: 'model',
			type: 'string',
			default: '',
			placeholder: 'e.g. Wan-AI/Wan2.2-T2V-A14B-Diffusers',
			description: 'Only videos made by this model',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: [
				{ name: 'Completed', value: 'completed' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'In Progress', value: 'in_progress' },
				{ name: 'Queued', value: 'queued' },
			],
			default: ['completed'],
			description: 'Only videos that stand here',
		},
	],
};

/** How many videos Get Many returns, which, and in which order. */
export const list: INodeProperties[] = [returnAll, limit, order, filters];

/** Which videos of a list are wanted; what is undefined does not matter. */
export interface ListFilters {
	status?: RenderStatus[];
	model?: string;
	/** Milliseconds since 1970; this moment counts as after. */
	createdAfterMs?: number;
	/** Milliseconds since 1970; this moment does not count as before. */
	createdBeforeMs?: number;
}

/** The parameters of Get Many for one item. */
export interface ListInput {
	/** Infinity for Return All. Counted after the filters. */
	limit: number;
	order: 'asc' | 'desc';
	filters: ListFilters;
	simplify: boolean;
}

/** A moment from the date picker, an ISO text, a Luxon or JavaScript date, or unix seconds. */
const moment = z
	.union([
		z.number().transform((value) => (value < 1e11 ? value * 1000 : value)),
		z.date().transform((value) => value.getTime()),
		z.object({ toMillis: z.function().returns(z.number()) }).transform((value) => value.toMillis()),
		optionalText.transform((value) => (value === undefined ? undefined : Date.parse(value))),
	])
	.refine((value) => !Number.isNaN(value), 'Not a date. Use e.g. {{ $now.minus(7, "days") }}')
	.optional();

const status = z.enum(['queued', 'in_progress', 'completed', 'failed']);

const filtersSchema = z.object({
	status: z.union([z.array(status), status.transform((one) => [one])]).optional(),
	model: optionalText,
	createdAfter: moment,
	createdBefore: moment,
});

const limitSchema = z.coerce.number().int().min(1, 'Limit is a whole number of at least 1');

/** @throws SoraError `badInput` */
export function readListInput(context: IExecuteFunctions, itemIndex: number): ListInput {
	const isUnlimited = readParameter(context, itemIndex, returnAll, toggle);
	const wanted = readParameter(context, itemIndex, filters, filtersSchema);
	return {
		limit: isUnlimited
			? Number.POSITIVE_INFINITY
			: readParameter(context, itemIndex, limit, limitSchema),
		order: readParameter(context, itemIndex, order, z.enum(['asc', 'desc'])),
		filters: {
			status: wanted.status?.length ? wanted.status : undefined,
			model: wanted.model,
			createdAfterMs: wanted.createdAfter,
			createdBeforeMs: wanted.createdBefore,
		},
		simplify: readSimplify(context, itemIndex),
	};
}
