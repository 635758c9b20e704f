import { SoraError } from '../api/errors';
import type { ClipRequest } from './clipRequest';
import type { Service } from './service';
import type { VideoModel } from './videoModel';

/** Of a clip that is wanted what not every service or model has; its images may not be loaded yet. */
export interface Wanted extends Pick<
	ClipRequest,
	'model' | 'size' | 'audio' | 'seed' | 'negativePrompt' | 'settings'
> {
	firstFrame?: object | undefined;
	lastFrame?: object | undefined;
	referenceImages?: readonly object[] | undefined;
}

/** What can be asked of a service and of its models, by the label on the screen. */
const asked = [
	{ label: 'First Frame', ability: 'firstFrame' },
	{ label: 'Last Frame', ability: 'lastFrame' },
	{ label: 'Reference Images', ability: 'referenceImages' },
	{ label: 'Audio', ability: 'audio' },
	{ label: 'Seed', ability: 'seed' },
] as const;

/**
 * Refuses what would otherwise be dropped in silence.
 *
 * @param model what the model offers, where that is known
 * @throws SoraError `badInput` naming the label, and the service or the model
 */
export function requireAbilities(
	wanted: Wanted,
	{ title, can }: Service,
	model: VideoModel | undefined,
): void {
	if (can.needsModel && wanted.model === undefined) {
		throw new SoraError('badInput', `${title} needs a Model: choose one from the list`);
	}
	for (const { label, ability } of asked) {
		if (!isSet(wanted[ability])) continue;
		if (!can[ability]) throw has(title, label);
		if (model?.[ability] === false) throw has(model.id, label);
	}
	if (isSet(wanted.negativePrompt) && !can.negativePrompt) throw has(title, 'Negative Prompt');
	if (isSet(wanted.size) && !can.exactSize) throw has(title, 'Exact Size');
	if (isSet(wanted.settings) && !can.settings) {
		throw has(title, 'Model Settings other than Seed and Negative Prompt');
	}
	const isById = (image: object | undefined) => image !== undefined && 'fileId' in image;
	if (isById(wanted.firstFrame) && !can.fileId) throw has(title, 'First Frame from a File ID');
	// No server tells a way to name an uploaded file as the last frame.
	if (isById(wanted.lastFrame)) throw has(title, 'Last Frame from a File ID');
}

function isSet(value: unknown): boolean {
	return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function has(name: string, label: string): SoraError {
	return new SoraError('badInput', `${name} has no ${label}`, {
		advice: 'Leave it out, or choose another Model or service. Nothing was sent for this item.',
	});
}

/** Some words as a sentence has them, e.g. `5 or 10`; a run of numbers by its ends, e.g. `1 to 15`. */
export function listed(values: ReadonlyArray<string | number>): string {
	const [first, last] = [values[0], values.at(-1)];
	const isRun = values.every((value, index) => value === Number(first) + index);
	if (isRun && values.length > 3) return `${first} to ${last}`;
	return values.length < 2 ? String(first) : `${values.slice(0, -1).join(', ')} or ${last}`;
}
