import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { DialectName, SimulatorOptions } from '../../simulator';
import { openStage, workflowFor, type NodeChanges, type Stage } from './stage';

/** A hosted service, or a server of OpenAI's style, and what the default form makes of one model. */
export interface ServiceRow {
	/** As the credential's Service names it. */
	service: string;
	dialect: DialectName;
	model: string;
	/** Of the clip that the default form asks for. */
	seconds: number;
	/** What the service says it has charged for that clip; null where it does not say. */
	chargedUsd: number | null;
	/** Whether the file lies at another origin. */
	isElsewhere: boolean;
	/** Where it says in Create that a clip's file is gone. */
	gone: 'expired' | 'notFound' | 'renderFailed';
	/** Operations beside Create, Get and Download. */
	has: ReadonlyArray<'delete' | 'edit' | 'extend' | 'getMany' | 'remix'>;
}

export const serviceRows: ServiceRow[] = [
	{
		service: 'openRouter',
		dialect: 'openrouter',
		model: 'google/veo-3.1',
		seconds: 4,
		chargedUsd: 1.6,
		isElsewhere: false,
		gone: 'expired',
		has: ['edit', 'extend'],
	},
	{
		service: 'gemini',
		dialect: 'gemini',
		model: 'veo-3.1-fast-generate-preview',
		seconds: 4,
		chargedUsd: null,
		isElsewhere: false,
		gone: 'expired',
		has: ['extend'],
	},
	{
		service: 'xai',
		dialect: 'xai',
		model: 'grok-imagine-video-1.5',
		seconds: 1,
		chargedUsd: 0.08,
		isElsewhere: true,
		gone: 'renderFailed',
		has: ['edit', 'extend'],
	},
	{
		service: 'together',
		dialect: 'together',
		model: 'minimax/hailuo-02',
		seconds: 6,
		chargedUsd: 0.48,
		isElsewhere: true,
		gone: 'expired',
		has: [],
	},
	{
		service: 'openAi',
		dialect: 'openai',
		model: 'sora-2',
		seconds: 4,
		chargedUsd: null,
		isElsewhere: false,
		gone: 'expired',
		has: ['delete', 'edit', 'extend', 'getMany', 'remix'],
	},
];

/** Opens a stage whose credential names the service. */
export async function openService(
	{ service, dialect }: ServiceRow,
	simulator: SimulatorOptions = {},
	credential: Record<string, string> = {},
): Promise<Stage> {
	return await openStage({
		simulator: { dialect, ...simulator },
		credential: { service, ...credential },
	});
}

/** Create with a model chosen, and else as the form stands. */
export async function createFor(
	{ model }: ServiceRow,
	parameters: INodeParameters = {},
	changes: NodeChanges = {},
) {
	const chosen = { model: { __rl: true, mode: 'id', value: model } };
	return await workflowFor('create', { ...changes, parameters: { ...chosen, ...parameters } });
}

/** An item with a prompt and a PNG of which all that anyone reads is its size. */
export function pictureItem(prompt: string, width = 1280, height = 720): INodeExecutionData {
	const content = Buffer.alloc(64);
	Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(content);
	content.writeUInt32BE(width, 16);
	content.writeUInt32BE(height, 20);
	const data = { data: content.toString('base64'), mimeType: 'image/png', fileName: 'frame.png' };
	return { json: { prompt }, binary: { data } };
}

/** The id by which the node knows a render of the simulator. */
export function nodeIdOf({ dialect, model }: ServiceRow, id = ''): string {
	return dialect === 'gemini' ? `models/${model}/operations/${id}` : id;
}
