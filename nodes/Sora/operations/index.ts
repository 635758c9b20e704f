import { SoraError } from '../api/errors';
import { createOperation } from './create.operation';
import { deleteOperation } from './delete.operation';
import { downloadOperation } from './download.operation';
import { editOperation } from './edit.operation';
import { extendOperation } from './extend.operation';
import { getOperation } from './get.operation';
import { getManyOperation } from './getMany.operation';
import type { Operation } from './operation';
import { remixOperation } from './remix.operation';

/** All operations of the resource Video, in the order of the list. */
export const operations: readonly Operation[] = [
	createOperation,
	deleteOperation,
	downloadOperation,
	editOperation,
	extendOperation,
	getOperation,
	getManyOperation,
	remixOperation,
];

/**
 * The operation of this name.
 *
 * @throws SoraError `badInput` for a name that only a workflow file changed by hand can hold
 */
export function findOperation(name: string): Operation {
	const operation = operations.find(({ option }) => option.value === name);
	if (operation) return operation;
	throw new SoraError('badInput', `There is no operation "${name}"`, {
		advice: 'Choose an Operation in the node.',
	});
}
