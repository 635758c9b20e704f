import type { Dialect } from '../studio';
import { cometapi } from './cometapi';
import { dynamo } from './dynamo';
import { gemini } from './gemini';
import { litellm } from './litellm';
import { merge } from './merge';
import type { DialectName } from './names';
import { newApi } from './newApi';
import { openai } from './openai';
import { openrouter } from './openrouter';
import { poe } from './poe';
import { sglang } from './sglang';
import { together } from './together';
import { trtllm } from './trtllm';
import { vllmOmni } from './vllmOmni';
import { xai } from './xai';

const dialects: Record<DialectName, Dialect> = {
	openai,
	'vllm-omni': vllmOmni,
	sglang,
	trtllm,
	dynamo,
	litellm,
	'new-api': newApi,
	together,
	openrouter,
	gemini,
	xai,
	poe,
	merge,
	cometapi,
};

/** The dialect of this name. */
export function dialectCalled(name: DialectName): Dialect {
	return dialects[name];
}
