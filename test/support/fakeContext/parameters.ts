import type {
	IGetNodeParameterOptions,
	INode,
	INodeParameters,
	INodeTypeDescription,
} from 'n8n-workflow';
import { isResourceLocatorValue, NodeHelpers } from 'n8n-workflow';

/** Parameters of all items, or one set for each. Expressions stand resolved. */
export type GivenParameters = INodeParameters | INodeParameters[];

/** Reads a parameter of an item, as n8n's `getNodeParameter`. */
export type ReadParameter = (
	name: string,
	itemIndex: number,
	fallback?: unknown,
	options?: IGetNodeParameterOptions,
) => unknown;

/**
 * Parameters as the node sees them: what the form shows and the test does not give has its default.
 *
 * @param description without it nothing is filled in
 */
export function readParametersOf(
	node: INode,
	given: GivenParameters,
	description: INodeTypeDescription | undefined,
): ReadParameter {
	const sets = (Array.isArray(given) ? given : [given]).map((set) =>
		description
			? (NodeHelpers.getNodeParameters(
					description.properties,
					set,
					true,
					false,
					node,
					description,
				) ?? {})
			: set,
	);
	return (name, itemIndex, fallback, { extractValue = false } = {}) => {
		const set = sets[Array.isArray(given) ? itemIndex : 0];
		const found = name.split('.').reduce<unknown>(valueIn, set);
		if (found === missing && fallback === undefined) {
			throw new Error(`Could not get parameter "${name}"`);
		}
		const value = found === missing ? fallback : found;
		return extractValue && isResourceLocatorValue(value) ? value.value : structuredClone(value);
	};
}

/** What an expression finds may be undefined; a parameter that is not there is something else. */
const missing = Symbol('missing');

function valueIn(value: unknown, key: string): unknown {
	if (typeof value !== 'object' || value === null) return missing;
	const entries = new Map<string, unknown>(Object.entries(value));
	return entries.has(key) ? entries.get(key) : missing;
}
