import { z } from 'zod';

/** A stored credential; its secrets are never in an answer. */
export const credentialSchema = z.object({ id: z.string(), name: z.string(), type: z.string() });

/** The verdict of a credential's test, as the editor shows it. */
export const credentialTestSchema = z.object({
	status: z.enum(['OK', 'Error']),
	message: z.string(),
});

/** A stored workflow, with the static data of its nodes. */
export const workflowSchema = z.object({
	id: z.string(),
	name: z.string(),
	active: z.boolean(),
	versionId: z.string(),
	staticData: z.record(z.unknown()).nullish(),
});

/** How far the activation of a workflow's triggers has come. */
export const publicationSchema = z.object({
	status: z.enum(['in_progress', 'not_published', 'published', 'partial', 'failed']),
	triggers: z.array(z.object({ status: z.string(), errorMessage: z.string().nullish() })),
});

export const startedSchema = z.object({ executionId: z.string() });

export const executionStatusSchema = z.enum([
	'new',
	'running',
	'waiting',
	'success',
	'error',
	'crashed',
	'canceled',
	'unknown',
]);

export const executionSummarySchema = z.object({
	id: z.string(),
	status: executionStatusSchema,
	mode: z.string(),
});

/** A run as stored: `data` is text in the format of the `flatted` package. */
export const storedExecutionSchema = executionSummarySchema.extend({ data: z.string() });

const binarySchema = z.object({
	id: z.string().optional(),
	data: z.string(),
	mimeType: z.string(),
	fileName: z.string().optional(),
	bytes: z.number().optional(),
});

const itemSchema = z.object({
	json: z.record(z.unknown()),
	binary: z.record(binarySchema).optional(),
	pairedItem: z.unknown(),
});

const failureSchema = z
	.object({ message: z.string(), description: z.string().nullish(), context: z.unknown() })
	.passthrough();

const taskSchema = z.object({
	executionStatus: z.string().optional(),
	error: failureSchema.optional(),
	hints: z.array(z.object({ message: z.string() })).optional(),
	data: z
		.object({ main: z.array(z.array(itemSchema).nullable()).optional() })
		.passthrough()
		.optional(),
});

/** What a run has left: the items of every node on every output, and the failure if it failed. */
export const runSchema = z.object({
	resultData: z.object({
		error: failureSchema.optional(),
		runData: z.record(z.array(taskSchema)).default({}),
	}),
});

const iconSchema = z.union([z.string(), z.object({ light: z.string(), dark: z.string() })]);

/** The parts of a node's description that the suite looks at. */
export const nodeTypeSchema = z.object({
	name: z.string(),
	displayName: z.string(),
	iconUrl: iconSchema.optional(),
	codex: z.unknown(),
	properties: z.array(z.object({ name: z.string() }).passthrough()),
	webhooks: z.array(z.object({ path: z.string() })).optional(),
});

export const credentialTypeSchema = z.object({
	name: z.string(),
	displayName: z.string(),
	iconUrl: iconSchema.optional(),
	supportedNodes: z.array(z.string()).nullish(),
});

/** One row of a From List search. */
export const listRowSchema = z.object({
	name: z.string(),
	value: z.union([z.string(), z.number(), z.boolean()]),
});

export const listPageSchema = z.object({
	results: z.array(listRowSchema),
	paginationToken: z.unknown(),
});

export type Credential = z.infer<typeof credentialSchema>;
export type Publication = z.infer<typeof publicationSchema>;
export type ExecutionStatus = z.infer<typeof executionStatusSchema>;
export type ExecutionSummary = z.infer<typeof executionSummarySchema>;
export type Binary = z.infer<typeof binarySchema>;
export type Item = z.infer<typeof itemSchema>;
export type Run = z.infer<typeof runSchema>;
export type NodeType = z.infer<typeof nodeTypeSchema>;
export type ListPage = z.infer<typeof listPageSchema>;
