import { z } from 'zod';

import { plainText } from './errorBody';
import { SoraError, type ErrorDetails } from './errors';
import type { TextAnswer } from './http';
import type { Purpose } from './responseErrors';

/** What these say is about the request, never about a render. */
const requestStatuses = [401, 403, 404, 408, 429];

const bodySchema = z
	.object({ object: z.unknown(), id: z.unknown(), task_id: z.unknown() })
	.catch({ object: undefined, id: undefined, task_id: undefined });

/**
 * Whether an answer outside 2xx is a video all the same: vLLM-Omni answers a failed render with the
 * failure's status and the video as body. The errors of gateways have an id and a status as well, so
 * it has to call itself a video, or to bear the id that was asked for.
 */
export function isVideoAllTheSame(
	json: unknown,
	status: number,
	{ purpose, videoId }: { purpose: Purpose; videoId?: string },
): boolean {
	if (requestStatuses.includes(status)) return false;
	const { object, id, task_id } = bodySchema.parse(json);
	if (purpose === 'create') return object === 'video';
	if (purpose !== 'read') return false;
	return object === 'video' || [id, task_id].some((one) => String(one) === videoId);
}

/** The id in an answer that broke off on its way: at every server it stands near the beginning. */
const brokenId = /^\s*\{[^{}]*?"(?:task_)?id"\s*:\s*(?:"([^"]{1,4096})"|(\d{1,40})\s*,)/;
const searchedForId = 16_384;

/** The error for a success that is nothing of a Videos API: a proxy's page, or an answer that broke off. */
export function strangeAnswer(answer: TextAnswer, purpose: Purpose): SoraError {
	return new SoraError(
		'notSupported',
		`The answer is not one of a Videos API: ${plainText(answer.text) || 'empty'}`,
		{
			...detailsOf(answer, purpose),
			// Whatever stands before a server answers so while it restarts.
			mayPass: purpose === 'read' || purpose === 'list',
			advice:
				'Check the Base URL in the Sora API credential: it needs the version path of the server, e.g. /v1.',
		},
	);
}

/** The error for a success that is too long to be read. */
export function longAnswer(answer: TextAnswer, purpose: Purpose): SoraError {
	return new SoraError(
		'notSupported',
		'The answer of the server is too long to be read without harm to n8n',
		{
			...detailsOf(answer, purpose),
			advice: `${isOfMany.includes(purpose) ? 'A list may have 16 MB.' : 'A video may have 4 MB, and beside them a clip of about 15 MB as base64.'} Check the Base URL in the Sora API credential, and the settings of the server if it is yours.`,
		},
	);
}

/** The problem of an answer that broke off, with the id of a render that it had shown by then. */
export function brokenAnswer(answer: TextAnswer, problem: SoraError, purpose: Purpose): SoraError {
	const { videoId } = detailsOf(answer, purpose);
	return videoId === undefined ? problem : problem.about(videoId);
}

const isOfMany: Purpose[] = ['list', 'models'];

function detailsOf({ status, headers, text }: TextAnswer, purpose: Purpose): ErrorDetails {
	const requestId = headers['x-request-id'];
	const [, id, numericId] = brokenId.exec(text.slice(0, searchedForId)) ?? [];
	const videoId = purpose === 'create' ? (id ?? numericId) : undefined;
	return {
		status,
		mayExist: purpose === 'create',
		...(requestId === undefined ? {} : { requestId }),
		...(videoId === undefined ? {} : { videoId }),
	};
}
