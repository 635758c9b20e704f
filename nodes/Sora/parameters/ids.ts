import type { IExecuteFunctions } from 'n8n-workflow';

import { SoraError } from '../api/errors';
import { readLocator } from './read';

/** @throws SoraError `badInput` when no video is chosen */
export function readVideoId(context: IExecuteFunctions, itemIndex: number): string {
	const id = readLocator(context, itemIndex, 'videoId', 'Video');
	if (id !== undefined) return id;
	throw new SoraError('badInput', 'No Video is chosen', {
		advice: 'Choose one from the list, or give its ID, e.g. {{ $json.id }} after a Create.',
	});
}

/** The model's id; undefined means the server's default. */
export function readModel(context: IExecuteFunctions, itemIndex: number): string | undefined {
	return readLocator(context, itemIndex, 'model', 'Model');
}
