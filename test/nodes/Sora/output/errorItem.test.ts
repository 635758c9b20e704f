import { SoraError, cancelledError } from '../../../../nodes/Sora/api/errors';
import { noCreatedVideos } from '../../../../nodes/Sora/memory/createdVideos';
import { failureItem, runError } from '../../../../nodes/Sora/output/errorItem';
import { fakeExecute } from '../../../support/fakeContext';

const created = noCreatedVideos();
created.record(1, 'v1');
created.record(0, 'v0');

const { context } = fakeExecute();

describe('a failed item goes down the error branch', () => {
	it('with all a workflow needs to branch on and to take the render up again', () => {
		const error = new SoraError('quota', 'No credit left', {
			advice: 'Add credit.',
			status: 429,
			code: 'insufficient_quota',
			requestId: 'req_1',
			videoId: 'v7',
			pauseMs: 1,
			mayExist: false,
		});

		expect(failureItem(error, 4, created)).toEqual({
			json: {
				error: {
					message: 'No credit left',
					kind: 'quota',
					description: 'Add credit.',
					videoId: 'v7',
					status: 429,
					code: 'insufficient_quota',
					requestId: 'req_1',
				},
			},
			pairedItem: { item: 4 },
		});
	});

	it('with the render it has paid for, even if the error does not know it', () => {
		expect(failureItem(new SoraError('badInput', 'x'), 1, created).json).toEqual({
			error: { message: 'x', kind: 'badInput', videoId: 'v1' },
		});
	});

	it('without fields that are empty', () => {
		const error = new SoraError('badInput', 'x', { code: null });

		expect(failureItem(error, 5, created).json).toEqual({
			error: { message: 'x', kind: 'badInput' },
		});
	});
});

describe('the error that ends the node', () => {
	it('names the item, what to do, the request, and every video that was paid for', () => {
		const error = new SoraError('rateLimit', 'Too fast', { advice: 'Wait.', requestId: 'req_1' });

		const ended = runError(context, error, 1, created);

		expect(ended.message).toBe('Too fast [item 1]');
		expect(ended.description).toBe(
			'Wait. Request ID: req_1. Videos created in this run: v0 (item 0), v1 (item 1). Those that did not fail can be fetched with the operation Download.',
		);
		expect(ended.context).toMatchObject({
			itemIndex: 1,
			kind: 'rateLimit',
			videoId: 'v1',
			videoIds: ['v0', 'v1'],
		});
	});

	it('speaks of no videos where there are none', () => {
		const ended = runError(
			context,
			new SoraError('auth', 'No', { advice: 'Look.' }),
			0,
			noCreatedVideos(),
		);

		expect(ended.description).toBe('Look.');
		expect(ended.context).not.toHaveProperty('videoId');
		expect(ended.context).toMatchObject({ videoIds: [] });
	});

	it('begins with the videos where there is no advice', () => {
		const ended = runError(context, new SoraError('badInput', 'x'), 0, created);

		expect(ended.description).toMatch(/^Videos created in this run/);
	});

	it('keeps its own words where n8n has others for a code', () => {
		const error = new SoraError(
			'serverUnreachable',
			'Nothing answers (a.example.com, ECONNREFUSED)',
		);

		expect(runError(context, error, 2, created).message).toBe(
			'Nothing answers (a.example.com, ECONNREFUSED) [item 2]',
		);
	});

	it('of a stopped run is shown as canceled', () => {
		const ended = runError(context, cancelledError(), 0, created);

		expect(ended.name).toContain('Cancelled');
		expect(ended.message).toContain('canceled');
	});

	it('of any other run is not', () => {
		expect(runError(context, new SoraError('timeout', 'x'), 0, created).name).toBe(
			'NodeOperationError',
		);
	});
});
