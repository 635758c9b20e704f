import type { INodeParameters } from 'n8n-workflow';

import { readRendering } from '../../../../nodes/Sora/parameters/options';
import { contextWith, refusalOf } from './reading';

const hourMs = 3_600_000;
const standard = {
	wait: true,
	versions: 1,
	renderAgain: 0,
	retryCreate: false,
	reuseWithinMs: 0,
	deleteWhenStopped: false,
};

const form = (options: INodeParameters, waitForCompletion = true) =>
	contextWith({ waitForCompletion, options });

it.each<{ name: string; options: INodeParameters; expected?: object }>([
	{ name: 'no option', options: {} },
	{ name: 'empty options', options: { versions: '', renderAgain: null, reuseWithinHours: '' } },
	{
		name: 'all of them',
		options: {
			versions: 10,
			renderAgain: 3,
			retryCreate: true,
			reuseWithinHours: 1.5,
			deleteWhenStopped: true,
		},
		expected: {
			versions: 10,
			renderAgain: 3,
			retryCreate: true,
			reuseWithinMs: 1.5 * hourMs,
			deleteWhenStopped: true,
		},
	},
	{
		name: 'text of an expression',
		options: { versions: '2', renderAgain: '1', retryCreate: 'true', reuseWithinHours: '24' },
		expected: { versions: 2, renderAgain: 1, retryCreate: true, reuseWithinMs: 24 * hourMs },
	},
	{
		name: 'more than the form allows',
		options: { versions: 500, renderAgain: 99 },
		expected: { versions: 10, renderAgain: 3 },
	},
	{
		name: 'less than the form allows',
		options: { versions: 0, renderAgain: -1, reuseWithinHours: -1 },
	},
	{ name: 'a broken number', options: { versions: 2.9 }, expected: { versions: 2 } },
])('$name is read', ({ options, expected }) => {
	expect(readRendering(form(options), 0)).toEqual({ ...standard, ...expected });
});

it('Wait for Completion is part of it', () => {
	expect(readRendering(form({}, false), 0).wait).toBe(false);
});

it.each([
	{ name: 'versions', options: { versions: 'many' } },
	{ name: 'reuseWithinHours', options: { reuseWithinHours: 'an hour' } },
	{ name: 'retryCreate', options: { retryCreate: 'maybe' } },
])('$name that does not fit is refused', ({ name, options }) => {
	expect(refusalOf(() => readRendering(form(options), 0))).toMatch(
		new RegExp(`^badInput: "Options".*${name}`),
	);
});
