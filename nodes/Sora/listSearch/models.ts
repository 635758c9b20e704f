import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listModels, videoModelsFirst } from '../services/models';
import { openServer } from '../api/server';

/** The model list of the editor: the server's models, those for video first. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const ids = videoModelsFirst(await listModels(await openServer(this)));
	const wanted = (filter ?? '').toLowerCase();
	return {
		results: ids
			.filter((id) => id.toLowerCase().includes(wanted))
			.map((id) => ({ name: id, value: id })),
	};
}
