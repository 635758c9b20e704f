import { readErrorBody } from '../api/errorBody';
import { SoraError } from '../api/errors';
import type { StreamAnswer } from '../api/http';
import type { Server } from '../api/server';
import { partOf } from './part';

/** Another place knows nothing of the key, so that its refusal says nothing about that. */
export function isRefusedElsewhere({ origin }: Server, { status, url }: StreamAnswer): boolean {
	const isElsewhere = url !== undefined && new URL(url).origin !== origin;
	return isElsewhere && (status === 401 || status === 403);
}

/**
 * The error for a place that refuses the file. It says nothing of the clip, which may still be there:
 * a link runs out sooner than its file.
 */
export function refusedElsewhere({ status, url = '' }: StreamAnswer, text: string): SoraError {
	const { host } = new URL(url);
	const reason = readErrorBody(text).message ?? `HTTP ${status}`;
	const message = `The file is refused by ${host}, where the server keeps it: ${reason}`;
	return new SoraError('serverUnreachable', message, {
		status,
		mayPass: false,
		advice:
			'The link to it may have run out: run Download with this Video ID again, which asks the server for a new one.',
	});
}

/** Nobody has asked for a part, and nothing tells that the rest can be had. */
export function onlyPart(answer: StreamAnswer): SoraError {
	const { total } = partOf(answer);
	const of = total === null ? '' : ` of ${total} bytes`;
	return new SoraError('notSupported', `The server sent only a part of the file${of}`, {
		status: answer.status,
		mayPass: true,
		advice:
			'Nothing incomplete was kept. A proxy before the server may cut its files: look at its settings, or run Download with this Video ID again.',
	});
}
