import { z } from 'zod';

import { longestWord } from './answerFields';
import { tellingPart } from './errorDump';
import { parseJson } from './json';

/** The parts of an error answer, as far as the server sent them. */
export interface ErrorBody {
	message: string | null;
	code: string | null;
	type: string | null;
	param: string | null;
	/** How long it asks to wait, where it says so in the body. */
	pauseMs: number | null;
}

/** A long text is looked at only so far, in characters; the end of a traceback lies within. */
const longestBody = 64 * 1024;
/** Beyond this a page tells nothing that fits into a line. */
const longestPage = 8 * 1024;

const nothing: ErrorBody = { message: null, code: null, type: null, param: null, pauseMs: null };

/** LiteLLM writes the words `None` and `null` where a part is missing. */
const word = z
	.union([z.string(), z.number()])
	.nullish()
	.catch(null)
	.transform((value) => {
		const text = String(value ?? '')
			.slice(0, longestBody)
			.trim();
		return text === '' || /^(none|null|undefined)$/i.test(text) ? null : text;
	});

/** Seconds as Google's protobuf writes a duration, e.g. `37s`, `0.5s`. */
const duration = z
	.string()
	.regex(/^\d{1,12}(\.\d+)?s$/)
	.transform((text) => Number(text.slice(0, -1)) * 1000)
	.nullish()
	.catch(null);

/** Google says the reason in a word of its own, and how long to wait, deeper inside. */
const insideSchema = z.array(z.object({ reason: word, retryDelay: duration })).catch([]);

const parts = z
	.object({ message: word, code: word, type: word, param: word, details: insideSchema })
	.transform(({ details, type, ...rest }) => ({
		...rest,
		type: type ?? details.find(({ reason }) => reason !== null)?.reason ?? null,
		pauseMs: details.find(({ retryDelay }) => typeof retryDelay === 'number')?.retryDelay ?? null,
	}));

const validationList = z.array(
	z.object({ loc: z.array(z.union([z.string(), z.number()])).catch([]), msg: z.string() }),
);

const envelope = z.object({ error: z.unknown(), detail: z.unknown() }).passthrough();

/**
 * Reads an error answer in any shape the Videos API servers use: OpenAI's `{error:{…}}`, vLLM's
 * `{error:"…"}`, FastAPI's `{detail}` as text or list, the flat form of TensorRT-LLM and new-api,
 * and, failing all, the first 200 characters of the text. Of a dump its telling part is kept.
 */
export function readErrorBody(text: string): ErrorBody {
	const { message, code, type, param, pauseMs } = readParts(text.slice(0, longestBody));
	return {
		pauseMs,
		message: cut(message && tellingPart(message)),
		code: cut(code),
		type: cut(type),
		param: cut(param),
	};
}

function readParts(text: string): ErrorBody {
	const body = envelope.safeParse(parseJson(text));
	if (!body.success) return messageOnly(plainText(tellingPart(text)));
	const { error, detail } = body.data;
	const nested = parts.safeParse(error).data;
	if (nested?.message) return nested;
	const said = [error, detail].map((part) => word.parse(part)).find((part) => part !== null);
	if (said) return { ...messageOnly(said), code: nested?.code ?? null, type: nested?.type ?? null };
	const list = validationList.safeParse(detail);
	if (list.success && list.data.length > 0) {
		const lines = list.data.map(({ loc, msg }) =>
			[loc.filter((step) => step !== 'body').join('.'), msg].filter(Boolean).join(': '),
		);
		return { ...messageOnly(lines.join('; ')), type: 'validation' };
	}
	const flat = parts.parse(body.data);
	return {
		message: flat.message ?? messageOnly(plainText(text)).message,
		code: nested?.code ?? flat.code,
		type: nested?.type ?? flat.type,
		param: nested?.param ?? flat.param,
		pauseMs: nested?.pauseMs ?? flat.pauseMs,
	};
}

/** A text as one readable line of at most 200 characters, markup removed. */
export function plainText(text: string): string {
	const line = text
		.slice(0, longestPage)
		.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function cut(text: string | null): string | null {
	return text === null ? null : text.slice(0, longestWord);
}

function messageOnly(message: string): ErrorBody {
	return { ...nothing, message: message === '' ? null : message };
}
