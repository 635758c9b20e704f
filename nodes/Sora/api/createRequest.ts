import type { Field } from './encoding';

/** The body encoding the user chose. */
export type SendAs = 'automatic' | 'json' | 'multipart';

/** The endpoints that start a render. */
export type CreateEndpoint =
	{ name: 'create' } | { name: 'edit' } | { name: 'extend' } | { name: 'remix'; videoId: string };

/** A request that starts a render. */
export interface CreateRequest {
	endpoint: CreateEndpoint;
	fields: Field[];
	sendAs: SendAs;
	/** Time for the answer. */
	limitMs: number;
}

/** The id of the video a request starts from; undefined for an own file or a plain create. */
export function sourceIdOf(endpoint: CreateEndpoint, fields: readonly Field[]): string | undefined {
	if (endpoint.name === 'remix') return endpoint.videoId;
	const video = fields.find(({ key }) => key === 'video');
	return video && 'nested' in video ? video.nested.id : undefined;
}
