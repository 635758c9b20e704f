/** Asked for by promises, jest and console, of any object. */
const askedOfEverything = new Set([
	'then',
	'toJSON',
	'asymmetricMatch',
	'nodeType',
	'tagName',
	'$$typeof',
]);

/**
 * The one place where a fake becomes the context it stands for. n8n's interfaces have dozens of
 * members with overloads; a fake has those that our nodes use, and says so when asked for another.
 */
export function asContext<Context extends object>(fake: {
	[Name in keyof Context]?: unknown;
}): Context {
	const strict = new Proxy(fake, {
		get: (target, name, receiver) => {
			if (name in target || typeof name === 'symbol' || askedOfEverything.has(name)) {
				return Reflect.get(target, name, receiver) as unknown;
			}
			throw new Error(`The fake context has no ${name}: add it in test/support/fakeContext`);
		},
	});
	return strict as Context;
}
