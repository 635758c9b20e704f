import { noCreatedVideos } from '../../../../nodes/Sora/memory/createdVideos';

it('every paid render is listed by its item, in the order of the items', () => {
	const created = noCreatedVideos();
	created.record(2, 'c');
	created.record(0, 'a');
	created.record(2, 'd');
	created.record(1, 'b');

	expect(created.all()).toEqual([
		{ itemIndex: 0, videoId: 'a' },
		{ itemIndex: 1, videoId: 'b' },
		{ itemIndex: 2, videoId: 'c' },
		{ itemIndex: 2, videoId: 'd' },
	]);
});

it('an item’s own render is found for its error, the newest of several', () => {
	const created = noCreatedVideos();
	created.record(2, 'c');
	created.record(2, 'd');

	expect(created.latestOf(2)).toBe('d');
	expect(created.latestOf(0)).toBeUndefined();
	expect(noCreatedVideos().all()).toEqual([]);
});

it('a list that was handed out does not change the record', () => {
	const created = noCreatedVideos();
	created.record(0, 'a');
	created.all().pop();

	expect(created.all()).toHaveLength(1);
});

it('a render tells whose it is', () => {
	const created = noCreatedVideos();
	created.record(4, 'a');

	expect(created.itemOf('a')).toBe(4);
	expect(created.itemOf('b')).toBeUndefined();
});
