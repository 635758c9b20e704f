import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Delivery } from '../clip/deliver';
import type { RenderOptions } from '../clip/renderOrder';
import { optionalNumber, readParameter, timeLimitMs, toggle } from './read';
import {
	extraBodyFields,
	requestTimeoutSeconds,
	sendAs,
	sendingSchema,
	type Sending,
} from './sending';
import { readWait } from './wait';

const deleteAfterDownload: INodeProperties = {
	displayName: 'Delete After Download',
	name: 'deleteAfterDownload',
	type: 'boolean',
	default: false,
	description:
		'Whether to delete the video at the server once the run is over and its file has arrived in n8n',
};

/** Some servers load the whole film before they send its first byte (LiteLLM: half a minute and more). */
const defaultDownloadSeconds = 300;

const downloadTimeoutSeconds: INodeProperties = {
	displayName: 'Download Timeout (Seconds)',
	name: 'downloadTimeoutSeconds',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: defaultDownloadSeconds,
	description:
		'How long the server may take to begin sending a file. Gateways that load the whole clip first need minutes.',
};

const deleteWhenStopped: INodeProperties = {
	displayName: 'Delete When Stopped',
	name: 'deleteWhenStopped',
	type: 'boolean',
	default: false,
	description:
		'Whether to delete unfinished renders at the server when the execution is stopped. Not every server takes a deletion for a cancellation.',
};

const versions: INodeProperties = {
	displayName: 'Number of Versions',
	name: 'versions',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 1,
	description: 'How many clips to render of each item, each its own output item. Each is paid for.',
};

const renderAgain: INodeProperties = {
	displayName: 'Render Again',
	name: 'renderAgain',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3 },
	default: 0,
	description:
		'How many times to render once more when a render fails for another reason than the content rules or bad input',
};

const retryCreate: INodeProperties = {
	displayName: 'Retry Create',
	name: 'retryCreate',
	type: 'boolean',
	default: false,
	description:
		'Whether to create again when the server did not answer and its list does not show the render. Where the list is wrong you pay twice.',
};

const reuseWithinHours: INodeProperties = {
	displayName: 'Reuse Identical Render (Hours)',
	name: 'reuseWithinHours',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 1,
	description:
		'Take an equal render made in so many hours instead of a new one, if the server still has it. 0 renders anew.',
};

const failWhenGone: INodeProperties = {
	displayName: 'Fail When Already Gone',
	name: 'failWhenGone',
	type: 'boolean',
	default: false,
	description: 'Whether a video that the server does not know is an error instead of a success',
};

/** Options of the operations that start a render. */
export const renderOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		deleteAfterDownload,
		deleteWhenStopped,
		downloadTimeoutSeconds,
		extraBodyFields,
		versions,
		renderAgain,
		requestTimeoutSeconds,
		retryCreate,
		reuseWithinHours,
		sendAs,
	],
};

/** Options of Download. */
export const downloadOptions: INodeProperties = {
	...renderOptions,
	options: [deleteAfterDownload, downloadTimeoutSeconds],
};

/** Options of Delete. */
export const deleteOptions: INodeProperties = {
	...renderOptions,
	options: [failWhenGone],
};

const hourMs = 3_600_000;
const mostVersions = 10;
const mostRendersAgain = 3;

const renderingSchema = z.object({
	versions: optionalNumber,
	renderAgain: optionalNumber,
	retryCreate: toggle,
	reuseWithinHours: optionalNumber,
	deleteWhenStopped: toggle,
});

/** @throws SoraError `badInput` */
export function readRendering(context: IExecuteFunctions, itemIndex: number): RenderOptions {
	const options = readParameter(context, itemIndex, renderOptions, renderingSchema);
	return {
		wait: readWait(context, itemIndex),
		versions: whole(options.versions ?? 1, 1, mostVersions),
		renderAgain: whole(options.renderAgain ?? 0, 0, mostRendersAgain),
		retryCreate: options.retryCreate,
		reuseWithinMs: Math.max(options.reuseWithinHours ?? 0, 0) * hourMs,
		deleteWhenStopped: options.deleteWhenStopped,
	};
}

/** An expression can give what the form does not allow. */
function whole(value: number, least: number, most: number): number {
	return Math.min(Math.max(Math.floor(value), least), most);
}

/** @throws SoraError `badInput` */
export function readSending(context: IExecuteFunctions, itemIndex: number): Sending {
	return readParameter(context, itemIndex, renderOptions, sendingSchema);
}

const downloadSchema = z.object({
	deleteAfterDownload: toggle,
	downloadTimeoutSeconds: timeLimitMs(defaultDownloadSeconds),
});

/** @throws SoraError `badInput` */
export function readDownloading(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<Delivery, 'deleteAfterDownload' | 'firstByteMs'> {
	const options = readParameter(context, itemIndex, renderOptions, downloadSchema);
	return {
		deleteAfterDownload: options.deleteAfterDownload,
		firstByteMs: options.downloadTimeoutSeconds,
	};
}

const deletionSchema = z.object({ failWhenGone: toggle });

/** @throws SoraError `badInput` */
export function readFailWhenGone(context: IExecuteFunctions, itemIndex: number): boolean {
	return readParameter(context, itemIndex, deleteOptions, deletionSchema).failWhenGone;
}
