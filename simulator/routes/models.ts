import { answerJson } from '../http/answer';
import type { JsonObject } from '../http/json';
import type { Handler } from '../studio';

// 2025-10-06, the day the Videos API opened.
const modelCreatedAtSeconds = 1_759_708_800;

/** Lists the dialect's models. */
export const listsModels: Handler = (_call, studio) => {
	const data = studio.dialect.models.map((id): JsonObject => {
		return { id, object: 'model', created: modelCreatedAtSeconds, owned_by: 'simulator' };
	});
	return answerJson({ object: 'list', data });
};
