import { parseArgs } from 'node:util';

/** The expression after `--only`, which the name of a case must match; all match without one. */
export function readOnly(): RegExp {
	const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
	return new RegExp(values.only, 'i');
}
