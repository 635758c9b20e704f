import { getGlobalDispatcher, MockAgent, setGlobalDispatcher, type Dispatcher } from 'undici';

import { unexpectedRequests } from './fakeContext/undiciRequest';

/**
 * For all tests of a file: no request leaves the process, each that is sent was expected, and each
 * that was expected is sent.
 *
 * @returns gives the agent of the running test, to say what is to be sent and answered
 */
export function mockRequests(): () => MockAgent {
	let before: Dispatcher;
	let agent: MockAgent | undefined;
	beforeEach(() => {
		unexpectedRequests.length = 0;
		before = getGlobalDispatcher();
		agent = new MockAgent();
		agent.disableNetConnect();
		setGlobalDispatcher(agent);
	});
	afterEach(async () => {
		setGlobalDispatcher(before);
		agent?.assertNoPendingInterceptors();
		await agent?.close();
		expect(unexpectedRequests).toEqual([]);
	});
	return () => {
		if (!agent) throw new Error('The agent is there while a test runs');
		return agent;
	};
}
