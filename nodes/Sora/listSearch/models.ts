import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openServer } from '../services/openServer';
import { listModels } from '../services/models';
import { describeModel } from './describeModel';

/** The model list of the editor: the service's models, those for video first, with what they offer. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const models = await listModels(await openServer(this));
	const wanted = (filter ?? '').toLowerCase();
	return {
		results: models
			.map((model) => ({ name: describeModel(model), value: model.id }))
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)),
	};
}
