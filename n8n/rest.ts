import { setTimeout as pause } from 'node:timers/promises';
import { parse as parseFlatted } from 'flatted';
import { z } from 'zod';
import * as schemas from './rest-schemas';
import type * as rest from './rest-schemas';
import { RestSession } from './rest-session';

const pollEveryMs = 150;
/** n8n tries a failing registration for about 15 s before it says so. */
const publicationLimitMs = 60_000;

/** The account that owns the instance. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** A credential as the editor would save it. */
export interface NewCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A workflow as the editor would save it. */
export interface NewWorkflow {
	name: string;
	nodes: object[];
	connections: object;
	settings?: object;
	pinData?: object;
}

/** A run that has ended: how, and with which items. */
export interface EndedExecution {
	id: string;
	status: rest.ExecutionStatus;
	run: rest.Run;
}

const endedStatuses: readonly rest.ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];

/** What the suite does with n8n, over the interface that n8n's own editor uses. */
export class N8nClient {
	readonly session: RestSession;

	constructor(baseUrl: string) {
		this.session = new RestSession(baseUrl);
	}

	/** Makes the owner of a fresh instance; the session is signed in afterwards. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.session.send('POST', '/rest/owner/setup', owner);
	}

	async logIn({ email, password }: Owner): Promise<void> {
		await this.session.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	async createCredential(credential: NewCredential): Promise<rest.Credential> {
		return await this.session.call(
			schemas.credentialSchema,
			'POST',
			'/rest/credentials',
			credential,
		);
	}

	/** Runs the credential's own test, as the editor does after Save. */
	async testCredential(stored: rest.Credential, data: Record<string, unknown>) {
		return await this.session.call(
			schemas.credentialTestSchema,
			'POST',
			'/rest/credentials/test',
			{ credentials: { ...stored, data } },
			60_000,
		);
	}

	async createWorkflow(workflow: NewWorkflow) {
		return await this.session.call(schemas.workflowSchema, 'POST', '/rest/workflows', {
			settings: { executionOrder: 'v1' },
			...workflow,
			active: false,
		});
	}

	async getWorkflow(id: string) {
		return await this.session.call(schemas.workflowSchema, 'GET', `/rest/workflows/${id}`);
	}

	/** Activates a workflow and waits for the verdict on its triggers, good or bad. */
	async activate(id: string): Promise<rest.Publication> {
		const { versionId } = await this.getWorkflow(id);
		await this.session.send('POST', `/rest/workflows/${id}/activate`, { versionId });
		return await this.waitForPublication(id, ({ status }) =>
			['published', 'partial', 'failed'].includes(status),
		);
	}

	/** Deactivates a workflow and waits until its triggers are gone. */
	async deactivate(id: string): Promise<void> {
		await this.session.send('POST', `/rest/workflows/${id}/deactivate`, {});
		await this.waitForPublication(id, ({ status }) => status === 'not_published');
	}

	/** Starts a manual run from the trigger node of that name. */
	async run(workflowId: string, trigger = 'Manual'): Promise<string> {
		const path = `/rest/workflows/${workflowId}/run`;
		const body = { triggerToStartFrom: { name: trigger } };
		return (await this.session.call(schemas.startedSchema, 'POST', path, body)).executionId;
	}

	/** The runs of a workflow, newest first. */
	async listExecutions(workflowId: string): Promise<rest.ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const page = z.object({ results: z.array(schemas.executionSummarySchema) });
		return (await this.session.call(page, 'GET', `/rest/executions?filter=${filter}`)).results;
	}

	async getExecutionStatus(id: string): Promise<rest.ExecutionStatus> {
		return (await this.readExecution(id)).status;
	}

	/**
	 * Waits until a run has ended in any way.
	 * @throws when it has not ended after `limitMs`.
	 */
	async waitForExecution(id: string, limitMs: number): Promise<EndedExecution> {
		const deadlineMs = Date.now() + limitMs;
		while (Date.now() < deadlineMs) {
			const { status, data } = await this.readExecution(id);
			if (endedStatuses.includes(status)) {
				return { id, status, run: schemas.runSchema.parse(parseFlatted(data)) };
			}
			await pause(pollEveryMs);
		}
		throw new Error(`Execution ${id} has not ended after ${limitMs / 1000} s.`);
	}

	/** The Stop button. */
	async stopExecution(id: string): Promise<void> {
		await this.session.send('POST', `/rest/executions/${id}/stop`);
	}

	/** The Retry button of a failed run; n8n answers when the new run has ended. */
	async retryExecution(id: string, limitMs: number): Promise<string> {
		const path = `/rest/executions/${id}/retry`;
		const retried = z.object({ id: z.string() });
		const body = { loadWorkflow: false };
		return (await this.session.call(retried, 'POST', path, body, limitMs)).id;
	}

	/** The bytes of a file that a run has stored. */
	async readBinary(binary: rest.Binary): Promise<Buffer> {
		if (binary.id === undefined) return Buffer.from(binary.data, 'base64');
		const query = new URLSearchParams({ id: binary.id, action: 'download' });
		query.set('mimeType', binary.mimeType);
		const response = await this.session.send('GET', `/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	async listNodeTypes(): Promise<rest.NodeType[]> {
		const response = await this.session.send('GET', '/types/nodes.json');
		return z.array(schemas.nodeTypeSchema).parse(await response.json());
	}

	async listCredentialTypes() {
		const response = await this.session.send('GET', '/types/credentials.json');
		return z.array(schemas.credentialTypeSchema).parse(await response.json());
	}

	/** A page of a From List search, asked for as the editor's drop-down does. */
	async searchList(request: object): Promise<rest.ListPage> {
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		return await this.session.call(schemas.listPageSchema, 'POST', path, request);
	}

	private async readExecution(id: string) {
		const path = `/rest/executions/${id}`;
		return await this.session.call(schemas.storedExecutionSchema, 'GET', path);
	}

	private async waitForPublication(
		id: string,
		settled: (publication: rest.Publication) => boolean,
	): Promise<rest.Publication> {
		const path = `/rest/workflows/${id}/publication-status`;
		const deadlineMs = Date.now() + publicationLimitMs;
		while (Date.now() < deadlineMs) {
			const publication = await this.session.call(schemas.publicationSchema, 'GET', path);
			if (settled(publication)) return publication;
			await pause(pollEveryMs);
		}
		throw new Error(`Workflow ${id} was not settled one minute after its activation changed.`);
	}
}
