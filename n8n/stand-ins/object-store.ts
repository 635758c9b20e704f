import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bodyOf, listen, type StandIn } from './listen';

/** A file in the store, and how often it was written. */
export interface StoredObject {
	bytes: Buffer;
	contentType: string;
	writes: number;
}

/** The parts of the S3 protocol that n8n's S3 node uses to upload and to list, with public reading. */
export interface ObjectStore extends StandIn {
	/** What is typed into an S3 credential for this store. */
	credential: Record<string, string | boolean>;
	/** Files by bucket and key, as in their address. */
	objects: ReadonlyMap<string, StoredObject>;
}

const accessKeyId = 'stand-in-access-key';

function isSigned(request: FastifyRequest, body: Buffer): boolean {
	const authorization = request.headers.authorization ?? '';
	const bodySha256 = createHash('sha256').update(body).digest('hex');
	return (
		authorization.startsWith(`AWS4-HMAC-SHA256 Credential=${accessKeyId}/`) &&
		request.headers['x-amz-content-sha256'] === bodySha256
	);
}

const listQuerySchema = z.object({
	'list-type': z.string().optional(),
	prefix: z.string().default(''),
});

/** ListObjectsV2 over one bucket, in one page. */
function listFolder(addresses: string[], bucket: string, prefix: string): string {
	const start = `${bucket.replace(/\/$/, '')}/`;
	const keys = addresses.filter((address) => address.startsWith(`${start}${prefix}`));
	const contents = keys.map(
		(address) => `<Contents><Key>${address.slice(start.length)}</Key></Contents>`,
	);
	return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}

/** Starts an object store. Writing asks for the key and for the body's own hash. */
export async function startObjectStore(): Promise<ObjectStore> {
	const objects = new Map<string, StoredObject>();
	const standIn = await listen((server) => {
		server.put<{ Params: { '*': string } }>('/*', async (request, reply) => {
			const bytes = bodyOf(request);
			if (!isSigned(request, bytes)) return await reply.code(403).send('SignatureDoesNotMatch');
			const key = request.params['*'];
			const contentType = request.headers['content-type'] ?? 'application/octet-stream';
			objects.set(key, { bytes, contentType, writes: (objects.get(key)?.writes ?? 0) + 1 });
			return await reply.code(200).send();
		});
		server.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
			const found = objects.get(request.params['*']);
			if (found !== undefined) return await reply.type(found.contentType).send(found.bytes);
			const { 'list-type': listType, prefix } = listQuerySchema.parse(request.query);
			if (listType !== undefined) {
				const listed = listFolder([...objects.keys()], request.params['*'], prefix);
				return await reply.type('application/xml').send(listed);
			}
			if (!request.url.includes('location')) return await reply.code(404).send('NoSuchKey');
			// The node asks for the region of the bucket before each upload.
			const region = '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>';
			return await reply.type('application/xml').send(region);
		});
	});
	const credential = {
		endpoint: standIn.origin,
		region: 'us-east-1',
		accessKeyId,
		secretAccessKey: 'stand-in-secret-key',
		forcePathStyle: true,
		ignoreSSLIssues: false,
	};
	return { ...standIn, credential, objects };
}
