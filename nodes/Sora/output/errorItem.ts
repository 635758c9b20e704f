import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { SoraError } from '../api/errors';
import type { CreatedVideos } from '../memory/createdVideos';

/**
 * A failed item as every engine version sends it down the error branch with all its fields:
 * `error` is the only key of its JSON, and an object. With an `error` beside `json` n8n would
 * replace the JSON by the message, and the video's id would be lost.
 */
export function failureItem(
	error: SoraError,
	itemIndex: number,
	created: CreatedVideos,
): INodeExecutionData {
	const { advice, status, code, requestId } = error.details;
	const videoId = error.details.videoId ?? created.latestOf(itemIndex);
	const fields: IDataObject = { message: error.message, kind: error.kind };
	if (advice !== undefined) fields.description = advice;
	if (videoId !== undefined) fields.videoId = videoId;
	if (status !== undefined) fields.status = status;
	if (code) fields.code = code;
	if (requestId !== undefined) fields.requestId = requestId;
	return { json: { error: fields }, pairedItem: { item: itemIndex } };
}

/**
 * The error that ends the node: names the item, where it is one's, says what to do, and lists every video created in
 * this run, since without continue-on-fail n8n drops the output of the items that went well.
 */
export function runError(
	context: IExecuteFunctions,
	error: SoraError,
	itemIndex: number | undefined,
	created: CreatedVideos,
): NodeOperationError {
	const { kind, details } = error;
	const latest = itemIndex === undefined ? undefined : created.latestOf(itemIndex);
	const videoId = details.videoId ?? latest;
	const message = itemIndex === undefined ? error.message : `${error.message} [item ${itemIndex}]`;
	const list = created.all();
	const description = [
		...(details.advice === undefined ? [] : [details.advice]),
		...(details.requestId ? [`Request ID: ${details.requestId}.`] : []),
		...(list.length > 0
			? [
					`Videos created in this run: ${list.map((entry) => `${entry.videoId} (item ${entry.itemIndex})`).join(', ')}. Those that did not fail can be fetched with the operation Download.`,
				]
			: []),
	];
	const ended = new NodeOperationError(context.getNode(), message, {
		description: description.join(' '),
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
	// n8n swaps messages that hold a code such as ECONNREFUSED for its own, without item and ids.
	ended.message = message;
	// n8n shows a run as canceled, not as failed, by this word in the error's name.
	if (kind === 'cancelled') ended.name = error.name;
	Object.assign(ended.context, {
		kind,
		...(videoId === undefined ? {} : { videoId }),
		videoIds: list.map((entry) => entry.videoId),
	});
	return ended;
}
