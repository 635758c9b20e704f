import type { Credential } from '../../n8n/rest-schemas';
import type { Stage } from '../../n8n/stage';
import { type NodeSpec, soraNode } from '../../n8n/suite/workflow';

const prompt = '={{ $json.prompt }}';

/** Our node, creating a video for each item. */
export function ourNode(stage: Stage, parallel: number): NodeSpec {
	return soraNode(stage, {
		operation: 'create',
		prompt,
		limits: { parallelRenders: parallel },
	});
}

/** The credential of n8n's own OpenAI node, for the simulator. */
export async function createTheirCredential({ client, simulator }: Stage): Promise<Credential> {
	return await client.createCredential({
		name: 'Simulator, for the OpenAI node',
		type: 'openAiApi',
		data: { apiKey: simulator.apiKey, url: simulator.baseUrl },
	});
}

/** n8n's own OpenAI node, generating a video for each item, as its form is filled by default. */
export function theirNode({ id, name }: Credential): NodeSpec {
	return {
		name: 'OpenAI',
		type: '@n8n/n8n-nodes-langchain.openAi',
		typeVersion: 2.3,
		parameters: {
			resource: 'video',
			operation: 'generate',
			modelId: { __rl: true, mode: 'id', value: 'sora-2' },
			prompt,
			seconds: 4,
			size: '1280x720',
		},
		credentials: { openAiApi: { id, name } },
	};
}

/** n8n's own HTTP Request node, fetching the file of a video: what n8n takes without our node. */
export function httpRequestNode({ simulator }: Stage, videoId: string): NodeSpec {
	const authorization = { name: 'Authorization', value: `Bearer ${simulator.apiKey}` };
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: `${simulator.baseUrl}/videos/${videoId}/content`,
			sendHeaders: true,
			headerParameters: { parameters: [authorization] },
			options: { response: { response: { responseFormat: 'file' } } },
		},
	};
}
