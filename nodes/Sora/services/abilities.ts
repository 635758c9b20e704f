import { SoraError } from '../api/errors';
import type { ClipRequest } from './clipRequest';
import type { Abilities, Service } from './service';

/** A service that renders clips out of prompts, and nothing else: what one can beside that it adds. */
export const promptsOnly: Abilities = {
	list: false,
	delete: false,
	remix: false,
	edit: false,
	extend: false,
	ownFile: false,
	pictures: false,
	firstFrame: false,
	lastFrame: false,
	referenceImages: false,
	audio: false,
	seed: false,
	negativePrompt: false,
	settings: false,
	fileId: false,
	exactSize: false,
	countsPixels: false,
	needsModel: false,
};

/** @throws SoraError `notSupported` where the service has no list of videos */
export function requireList({ can, title }: Service): void {
	if (can.list) return;
	throw new SoraError('notSupported', `${title} does not list its videos`, {
		advice:
			'Keep the ID of each video that Create gives, e.g. in a Data Table: Get and Download find it by its ID.',
	});
}

/** @throws SoraError `notSupported` where the service keeps videos until it removes them itself */
export function requireDelete({ can, title }: Service, videoId: string): void {
	if (can.delete) return;
	throw new SoraError('notSupported', `${title} cannot delete videos`, {
		videoId,
		advice: 'It removes them itself some time after the render.',
	});
}

/** Why a service cannot take on such a request at all; undefined where it may. */
export function reasonAgainst(
	{ can, title }: Service,
	request: ClipRequest,
): SoraError | undefined {
	const { kind, source } = request;
	if (kind === 'create') return undefined;
	if (!can[kind]) {
		return new SoraError('notSupported', `${title} cannot ${kind} videos`, {
			advice: insteadOf(can),
		});
	}
	if (can.ownFile || !source || 'videoId' in source) return undefined;
	return new SoraError('notSupported', `${title} cannot ${kind} an own file`, {
		advice: 'Set Video Source to Video at the Server, and choose a clip that was made there.',
	});
}

function insteadOf({ edit, extend }: Service['can']): string {
	const others = [...(edit ? ['Edit'] : []), ...(extend ? ['Extend'] : []), 'Create'];
	const list = others.join(', ').replace(/, ([^,]*)$/, ' or $1');
	return `Use the operation ${list} instead, or the credential of a service that can.`;
}
