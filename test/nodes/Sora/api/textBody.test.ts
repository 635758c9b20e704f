import { readText, type TextSize } from '../../../../nodes/Sora/api/textBody';

async function* body(...chunks: Array<string | Buffer>): AsyncGenerator<Uint8Array> {
	for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
}

const ten: TextSize = { bytes: 10, clipBytes: 0 };
const withClip: TextSize = { bytes: 10, clipBytes: 10 };

it.each([
	{ name: 'in pieces', chunks: ['{"a', '":1}'], text: '{"a":1}' },
	{
		name: 'cut within a sign',
		chunks: [Buffer.from([0xe2, 0x82]), Buffer.from([0xac])],
		text: '€',
	},
	{ name: 'with a byte order mark', chunks: ['\ufeff{}'], text: '{}' },
	{ name: 'of nothing', chunks: [], text: '' },
])('a text $name is read whole', async ({ chunks, text }) => {
	expect(await readText(body(...chunks), ten)).toEqual({ text, isCut: false });
});

it.each([
	{ name: 'a text as long as it may be', most: ten, chunks: ['0123456789'], isCut: false },
	{ name: 'one byte more', most: ten, chunks: ['0123456789', 'a'], isCut: true },
	{ name: 'a clip beside', most: withClip, chunks: ['[1,2,3,4', '0123456789'], isCut: false },
	{ name: 'a clip too long', most: withClip, chunks: ['[1,2,3,4', '0'.repeat(13)], isCut: true },
	{
		name: 'parts in place of a clip',
		most: withClip,
		chunks: ['[1,2,3,', '4,5,6,7]'],
		isCut: true,
	},
])('$name: cut $isCut', async ({ most, chunks, isCut }) => {
	const read = await readText(body(...chunks), most);

	expect(read).toEqual({ text: chunks.join(''), isCut });
});

it('what is too long is read no further', async () => {
	const read = jest.fn();
	async function* endless(): AsyncGenerator<Uint8Array> {
		for (;;) {
			read();
			yield await Promise.resolve(Buffer.alloc(4, 'a'));
		}
	}

	expect((await readText(endless(), ten)).isCut).toBe(true);
	expect(read).toHaveBeenCalledTimes(3);
});
