import { openBoxes } from '../../../../nodes/Sora/files/boxes';
import { box, film } from './film';

const head = box('ftyp', 28);
const longBox = Buffer.concat([
	Buffer.from('\0\0\0\x01mdat\0\0\0\0\0\0\0\x28', 'latin1'),
	film(24),
]);
const endless = box('mdat', 40);
endless.writeUInt32BE(0, 0);
const tiny = box('mdat', 40);
tiny.writeUInt32BE(7, 0);

const rows = [
	{ name: 'a whole film', bytes: [head, box('moov', 50), box('mdat', 400)], expected: true },
	{ name: 'one with a long box', bytes: [head, longBox], expected: true },
	{ name: 'one of an empty box', bytes: [head, box('free', 8)], expected: true },
	{
		name: 'a film cut in a box',
		bytes: [head, box('mdat', 400).subarray(0, 399)],
		expected: false,
	},
	{
		name: 'a film cut in a header',
		bytes: [head, box('mdat', 400).subarray(0, 7)],
		expected: false,
	},
	{ name: 'one cut in a long header', bytes: [head, longBox.subarray(0, 15)], expected: false },
	{ name: 'one with something behind it', bytes: [head, Buffer.from('x')], expected: false },
	{ name: 'a box to the end of the file', bytes: [head, endless], expected: undefined },
	{ name: 'a box shorter than its header', bytes: [head, tiny], expected: undefined },
	{ name: 'what begins as no film', bytes: [box('mdat', 40)], expected: undefined },
	{ name: 'nothing', bytes: [], expected: undefined },
];

it.each(rows)('$name ends here: $expected', ({ bytes, expected }) => {
	const boxes = openBoxes();

	boxes.pass(Buffer.concat(bytes));

	expect(boxes.endHere()).toBe(expected);
});

it.each(rows)('$name ends alike when it comes byte by byte', ({ bytes, expected }) => {
	const boxes = openBoxes();

	for (const byte of Buffer.concat(bytes)) boxes.pass(Buffer.of(byte));

	expect(boxes.endHere()).toBe(expected);
});
