import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { RenderOptions } from '../clip/renderOrder';
import { readWait } from './delivery';
import { optionalNumber, readParameter, toggle } from './read';

const hourMs = 3_600_000;
const mostVersions = 10;
const mostRendersAgain = 3;

const optionsSchema = z.object({
	versions: optionalNumber,
	renderAgain: optionalNumber,
	retryCreate: toggle,
	reuseWithinHours: optionalNumber,
	deleteWhenStopped: toggle,
});

/** @throws SoraError `badInput` */
export function readRendering(context: IExecuteFunctions, itemIndex: number): RenderOptions {
	const options = readParameter(context, itemIndex, 'options', 'Options', optionsSchema);
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
