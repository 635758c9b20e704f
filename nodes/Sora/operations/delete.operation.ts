import { SoraError, toSoraError } from '../api/errors';
import { deleteVideo } from '../services/videos';
import { limitsWithoutWaiting } from '../parameters/limits';
import { deleteOptions, readFailWhenGone } from '../parameters/options';
import { readVideoId, videoId } from '../parameters/videoId';
import { defineOperation } from './operation';

/** DELETE /videos/{id}. A video that is gone already is what the user wanted. */
export const deleteOperation = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete video',
		description: 'Remove a video and its files from the server',
	},
	fields: [videoId, limitsWithoutWaiting, deleteOptions],
	read: (context, itemIndex) => ({
		videoId: readVideoId(context, itemIndex),
		failWhenGone: readFailWhenGone(context, itemIndex),
	}),
	async execute(run, { videoId: id, failWhenGone }, { itemIndex }) {
		const result = await deleteVideo(run.server, id).catch(toSoraError);
		const isGone = result instanceof SoraError && result.kind === 'notFound' && !failWhenGone;
		if (result instanceof SoraError && !isGone) throw result;
		if (result === false) {
			throw new SoraError('notReady', 'The server did not delete the video', {
				videoId: id,
				advice: 'It may still be rendering. Run Delete again once it has ended.',
			});
		}
		return [{ json: { deleted: true, id }, pairedItem: { item: itemIndex } }];
	},
});
