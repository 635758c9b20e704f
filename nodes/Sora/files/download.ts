import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { SoraError, toSoraError } from '../api/errors';
import type { Server } from '../api/server';
import type { Video } from '../services/video';
import { openFile, type FileWait } from './contentSource';
import { expiredError, isExpired } from './expiry';
import { fileNameOf } from './fileName';
import type { Variant } from './mediaType';
import { requireMedia } from './requireMedia';

const suffixes: Record<Variant, string> = {
	video: '',
	thumbnail: '_thumbnail',
	spritesheet: '_spritesheet',
};

/**
 * Streams one file of a completed video into n8n's binary storage; nothing is held in memory.
 *
 * @returns the binary data, or why a thumbnail or spritesheet cannot be had: it costs nobody the video
 * @throws SoraError with the video's id when the video itself cannot be had
 */
export async function downloadFile(
	context: IExecuteFunctions,
	server: Server,
	video: Video,
	variant: Variant,
	wait: FileWait,
): Promise<IBinaryData | SoraError> {
	const result = await store(context, server, video, variant, wait).catch(toSoraError);
	if (!(result instanceof SoraError)) return result;
	const isEssential = variant === 'video' || result.kind === 'cancelled' || result.kind === 'auth';
	if (!isEssential) return result;
	throw hasExpired(video, result, wait.serverNowMs) ? expiredError(video) : result.about(video.id);
}

/** Whether a file is gone because its time is over: the server has said 404 or 410, or so in words. */
function hasExpired(
	video: Video,
	{ kind, message, details }: SoraError,
	serverNowMs: number,
): boolean {
	const isGone = kind === 'notFound' || details.status === 404 || details.status === 410;
	if (isGone && isExpired(video, serverNowMs)) return true;
	return (isGone || details.status === 400) && /expired/i.test(message);
}

async function store(
	context: IExecuteFunctions,
	server: Server,
	video: Video,
	variant: Variant,
	wait: FileWait,
): Promise<IBinaryData> {
	const inline = variant === 'video' ? inlineContent(video) : undefined;
	const { type, stream } = inline
		? { type: requireMedia(inline, undefined, variant, server.redact), stream: inline }
		: await openFile(server, video, variant, wait);
	const name = fileNameOf(video.id, type.extension, suffixes[variant]);
	return await context.helpers.prepareBinaryData(stream, name, type.mimeType);
}

/** The contents a video object carries itself (Dynamo, Bifrost); undefined when it carries none. */
function inlineContent(video: Video): Buffer | undefined {
	const inline = video.files.find((file) => 'base64' in file);
	return inline && 'base64' in inline ? Buffer.from(inline.base64, 'base64') : undefined;
}
