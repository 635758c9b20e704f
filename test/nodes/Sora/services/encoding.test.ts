import { toJson, toMultipart } from '../../../../nodes/Sora/services/encoding';
import type { Field } from '../../../../nodes/Sora/services/fields';

const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const upload = { bytes, fileName: 'first.jpg', mimeType: 'image/jpeg' };

const rows: Array<{
	name: string;
	field: Field;
	multipart: Array<[string, string]>;
	json: unknown;
}> = [
	{
		name: 'a text',
		field: { key: 'prompt', value: 'Ein Boot – ☂' },
		multipart: [['prompt', 'Ein Boot – ☂']],
		json: 'Ein Boot – ☂',
	},
	{
		name: 'a number',
		field: { key: 'seed', value: 7 },
		multipart: [['seed', '7']],
		json: 7,
	},
	{
		name: 'a switch',
		field: { key: 'loop', value: false },
		multipart: [['loop', 'false']],
		json: false,
	},
	{
		name: 'a video by id',
		field: { key: 'video', nested: { id: 'video_1' } },
		multipart: [['video[id]', 'video_1']],
		json: { id: 'video_1' },
	},
	{
		name: 'a nested extra field',
		field: { key: 'lora', json: { path: 'a', scale: 0.5 } },
		multipart: [['lora', '{"path":"a","scale":0.5}']],
		json: { path: 'a', scale: 0.5 },
	},
	{
		name: 'a list',
		field: { key: 'characters', json: [{ id: 'char_1' }] },
		multipart: [['characters', '[{"id":"char_1"}]']],
		json: [{ id: 'char_1' }],
	},
	{
		name: 'a plain extra field',
		field: { key: 'fps', json: 24 },
		multipart: [['fps', '24']],
		json: 24,
	},
];

describe('a server gets', () => {
	it.each(rows)('$name in multipart', ({ field, multipart }) => {
		expect([...toMultipart([field]).entries()]).toEqual(multipart);
	});

	it.each(rows)('$name in JSON', ({ field, json }) => {
		expect(toJson([field])).toEqual({ [field.key]: json });
	});

	it('a file in multipart byte for byte, with its name and type', async () => {
		const file = toMultipart([{ key: 'input_reference', upload }]).get('input_reference');

		expect(file).toMatchObject({ name: 'first.jpg', type: 'image/jpeg', size: bytes.length });
		expect(file instanceof Blob && Buffer.from(await file.arrayBuffer())).toEqual(bytes);
	});

	it('a file in JSON as a data URL', () => {
		expect(toJson([{ key: 'input_reference', upload }])).toEqual({
			input_reference: { image_url: 'data:image/jpeg;base64,/9j/4A==' },
		});
	});

	it.each([
		{ name: 'as text, as the specification has it', asNumber: false, expected: '4' },
		{ name: 'as a number, as Dynamo wants it', asNumber: true, expected: 4 },
	])('the duration in JSON $name', ({ asNumber, expected }) => {
		const fields: Field[] = [
			{ key: 'seconds', value: '4' },
			{ key: 'size', value: '1280x720' },
		];

		expect(toJson(fields, asNumber)).toEqual({ seconds: expected, size: '1280x720' });
	});
});
