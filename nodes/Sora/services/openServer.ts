import { openServerAt, type CallContext, type Server } from '../api/server';
import { ownAddressOf } from './services';

/**
 * The server of the node's Sora API credential; a hosted service without a Base URL at its own address.
 *
 * @throws SoraError `badInput` when the credential cannot work
 */
export async function openServer(context: CallContext): Promise<Server> {
	return await openServerAt(context, ownAddressOf);
}
