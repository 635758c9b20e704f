import type {
	IExecuteFunctions,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

import {
	overDayLimit,
	overRunLimit,
	tooManyVideos,
	unknownPrice,
} from '../../../../nodes/Sora/money/costs';
import { operations } from '../../../../nodes/Sora/operations';
import type { Operation } from '../../../../nodes/Sora/operations/operation';
import { limitsOfRenders, readLimits } from '../../../../nodes/Sora/parameters/limits';
import { openRun } from '../../../../nodes/Sora/run/openRun';
import { fakeExecute } from '../../../support/fakeContext';
import { pngItem } from '../operations/createForm';

/** Nothing in the form takes a list within a list. */
const odd: NodeParameterValueType = [[]] as never;

const samples: INodeParameters = {
	prompt: 'a boat',
	videoId: { __rl: true, mode: 'id', value: 'video_1' },
	model: { __rl: true, mode: 'list', value: '' },
	firstFrame: 'binary',
	firstFrameUrl: 'https://example.org/a.png',
	firstFrameFileId: 'file-9',
	lastFrameUrl: 'https://example.org/b.png',
	lastFrameFileId: 'file-9',
	waitForCompletion: true,
};

const fieldsOf = ({ fields }: Operation) => fields.filter(({ type }) => type !== 'notice');

const optionsOf = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.filter((entry): entry is INodeProperties => 'type' in entry);

const choicesOf = ({ type, options = [] }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions'
		? options.filter((entry): entry is INodePropertyOptions => 'value' in entry)
		: [];

/** A context of the operation's form, in which this field is shown and this is set. */
function contextOf(operation: Operation, shown: INodeProperties, set: INodeParameters) {
	const conditions = Object.entries(shown.displayOptions?.show ?? {});
	const shownBy = conditions.map(([name, values]) => [name, values?.[0]]);
	return fakeExecute({
		parameters: {
			...Object.fromEntries(operation.fields.map((field) => [field.name, field.default])),
			...samples,
			...(Object.fromEntries(shownBy) as INodeParameters),
			...set,
		},
		items: pngItem(640, 480),
	}).context;
}

/** Reads all parameters, as the node does before anything is sent. */
async function readAll(operation: Operation, context: IExecuteFunctions): Promise<void> {
	const limits = readLimits(context);
	await operation.prepare(await openRun(context, limits, new AbortController().signal), 0);
}

async function refusal(operation: Operation, field: INodeProperties, value: unknown) {
	const set = { [field.name]: value } as INodeParameters;
	return await readAll(operation, contextOf(operation, field, set)).then(
		() => undefined,
		(error: unknown) => error,
	);
}

const rows = operations.flatMap((operation) =>
	fieldsOf(operation).map((field) => ({
		title: `${operation.option.name}: ${field.displayName}`,
		operation,
		field,
	})),
);

const collections = rows
	.filter(({ field }) => field.type === 'collection')
	.flatMap((row) =>
		optionsOf(row.field).map((option) => ({
			...row,
			title: `${row.title} → ${option.displayName}`,
			option,
		})),
	);

it.each(rows)('$title: a value that does not fit is refused by this label', async (row) => {
	expect(await refusal(row.operation, row.field, odd)).toMatchObject({
		kind: 'badInput',
		message: expect.stringContaining(`"${row.field.displayName}"`) as unknown,
	});
});

it.each(collections)('$title: a value that does not fit is refused by this label', async (row) => {
	const value = { [row.option.name]: odd };

	expect(await refusal(row.operation, row.field, value)).toMatchObject({
		kind: 'badInput',
		message: expect.stringContaining(`"${row.field.displayName}"`) as unknown,
		details: { advice: expect.stringContaining(`${row.option.displayName}: `) as unknown },
	});
});

const choices = [
	...rows.flatMap((row) =>
		choicesOf(row.field).map((choice) => ({
			...row,
			title: `${row.title} = ${choice.name}`,
			value: choice.value,
		})),
	),
	...collections.flatMap((row) =>
		choicesOf(row.option).map((choice) => ({
			...row,
			title: `${row.title} = ${choice.name}`,
			value: { [row.option.name]: choice.value },
		})),
	),
];

/** What is understood, but no service has yet. */
const hadByNone = ['Create: Last Frame = From File ID'];

it.each(choices)('$title is understood', async ({ title, operation, field, value }) => {
	const refused = hadByNone.includes(title)
		? { message: expect.stringMatching(/ has no /) as unknown }
		: undefined;

	expect(await refusal(operation, field, value)).toEqual(
		refused ? expect.objectContaining(refused) : undefined,
	);
});

/** The names that the readers of an operation look for in one of its collections. */
async function namesRead(operation: Operation, collection: INodeProperties): Promise<string[]> {
	const names = new Set<string>();
	const watched = new Proxy<INodeParameters>(
		{},
		{
			get: (_none, name) => {
				// Asked of any object, to see whether it is a promise.
				if (typeof name === 'string' && name !== 'then') names.add(name);
			},
		},
	);
	const context = contextOf(operation, collection, {});
	const given = context.getNodeParameter.bind(context) as (...asked: unknown[]) => unknown;
	Object.assign(context, {
		getNodeParameter: (name: string, ...more: unknown[]) =>
			name === collection.name ? watched : given(name, ...more),
	});
	await readAll(operation, context);
	return [...names];
}

const collectionNames = [...new Set(collections.map(({ field }) => field.name))];

it.each(collectionNames)('no reader looks for what %s does not offer', async (name) => {
	const same = rows.filter(({ field }) => field.name === name);
	const offered = same.flatMap(({ field }) => optionsOf(field).map((option) => option.name));
	const read = await Promise.all(same.map((row) => namesRead(row.operation, row.field)));

	expect([...new Set(read.flat())].sort()).toEqual([...new Set(offered)].sort());
});

it.each([
	{ name: 'a run too dear', error: overRunLimit([], 1) },
	{ name: 'a day too dear', error: overDayLimit([], 1, 1) },
	{ name: 'too many videos', error: tooManyVideos(2, 1) },
	{
		name: 'no price',
		error: unknownPrice({ prompt: null, model: 'wan', seconds: 4, size: null, resolution: null }),
	},
	{
		name: 'no length',
		error: unknownPrice({
			prompt: null,
			model: 'wan',
			seconds: null,
			size: null,
			resolution: null,
		}),
	},
])('$name names a limit by its label', ({ error }) => {
	const text = `${error.message} ${error.details.advice}`;
	const labels = optionsOf(limitsOfRenders).map(({ displayName }) => `Limits → ${displayName}`);

	expect(text).toContain('Limits → ');
	for (const mention of text.split('Limits → ').slice(1)) {
		expect(labels.some((label) => `Limits → ${mention}`.startsWith(label))).toBe(true);
	}
});
