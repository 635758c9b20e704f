import { z } from 'zod';

/** A field of the credential, without the blanks that are pasted along. */
export const credentialText = z.string().trim().catch('');

/** Which server the Sora API credential names, and its key. */
export const credentialSchema = z.object({
	/** Where it is missing: any server by its address. */
	service: z.string().catch('other'),
	baseUrl: credentialText,
	apiKey: credentialText,
});
