import { tellingPart } from '../../../../nodes/Sora/api/errorDump';

const text = (...lines: string[]) => lines.join('\n');

const frames = [
	'Traceback (most recent call last):',
	'  File "/srv/engine.py", line 88, in step',
	'    return self.model(latents)',
	'           ^^^^^^^^^^^^^^^^^^^',
];

describe('of a traceback what was raised is kept', () => {
	it.each([
		{
			name: 'alone',
			message: text(...frames, 'RuntimeError: no worker is free', ''),
			expected: 'RuntimeError: no worker is free',
		},
		{
			name: 'behind an introduction',
			message: text(
				'Generation failed. Traceback (most recent call last):',
				...frames.slice(1),
				'KeyError: 7',
			),
			expected: 'KeyError: 7',
		},
		{
			name: 'of several the last',
			message: text(
				...frames,
				'KeyError: 7',
				'',
				'During handling of the above exception, another exception occurred:',
				'',
				...frames,
				'RuntimeError: no worker is free',
			),
			expected: 'RuntimeError: no worker is free',
		},
		{
			name: 'without what explains it at length',
			message: text(
				...frames,
				'torch.OutOfMemoryError: CUDA out of memory.',
				'Compile with TORCH_USE_CUDA_DSA to enable device-side assertions.',
			),
			expected: 'torch.OutOfMemoryError: CUDA out of memory.',
		},
		{
			name: 'with lines as Windows ends them',
			message: [...frames, 'KeyError: 7'].join('\r\n'),
			expected: 'KeyError: 7',
		},
		{
			name: 'with the field and its reason',
			message: text(
				...frames,
				'pydantic_core._pydantic_core.ValidationError: 1 validation error for VideoRequest',
				'seconds',
				"  Input should be a valid integer [type=int_parsing, input_value='4.5', input_type=str]",
				'    For further information visit https://errors.pydantic.dev/2.11/v/int_parsing',
			),
			expected: '1 validation error for VideoRequest: seconds: Input should be a valid integer',
		},
	])('$name', ({ message, expected }) => {
		expect(tellingPart(message)).toBe(expected);
	});
});

describe('of pydantic’s findings fields and reasons are kept', () => {
	it.each([
		{
			name: 'of two',
			message: text(
				'2 validation errors for VideoRequest',
				'seconds',
				"  Input should be a valid integer [type=int_parsing, input_value='4.5', input_type=str]",
				'    For further information visit https://errors.pydantic.dev/2.11/v/int_parsing',
				'size.width',
				'  Field required [type=missing, input_value={}, input_type=dict]',
			),
			expected:
				'2 validation errors for VideoRequest: seconds: Input should be a valid integer; size.width: Field required',
		},
		{
			name: 'as its first version wrote them',
			message: text(
				'1 validation error for VideoRequest',
				'seconds',
				'  value is not a valid integer (type=type_error.integer)',
			),
			expected: '1 validation error for VideoRequest: seconds: value is not a valid integer',
		},
		{
			name: 'as FastAPI prints them, with the place in its code',
			message: text(
				'1 validation error:',
				"  {'type': 'missing', 'loc': ('body', 'prompt'), 'msg': 'Field required', 'input': None}",
				'',
				'  File "/srv/api_server.py", line 12, in create_video',
				"    POST /v1/videos [{'type': 'missing', 'loc': ('body', 'prompt'), 'msg': 'Field required'}]",
			),
			expected: 'prompt: Field required',
		},
		{
			name: 'in one line',
			message: `[{'type': 'x', 'loc': ('body', 'frames', 0), 'msg': "should match '^a$'"}, {'type': 'json_invalid', 'loc': ('body',), 'msg': 'JSON decode error'}]`,
			expected: "frames.0: should match '^a$'; JSON decode error",
		},
	])('$name', ({ message, expected }) => {
		expect(tellingPart(message)).toBe(expected);
	});
});

describe('a message that is no dump stays as it is:', () => {
	it.each([
		{ name: 'one line', message: "Invalid value: '640x480'" },
		{ name: 'several lines', message: 'Bad size.\nSupported are:\n  720x1280' },
		{ name: 'a count of errors', message: '2 validation errors' },
		{ name: 'a traceback that was cut off', message: text(...frames) },
		{ name: 'nothing', message: '' },
	])('$name', ({ message }) => {
		expect(tellingPart(message)).toBe(message);
	});
});

it('an endless dump is read at once', () => {
	const began = performance.now();

	tellingPart("'loc': (".repeat(200_000));
	tellingPart('Traceback (most recent call last):\n  a\n'.repeat(100_000));
	tellingPart('1 validation error for X\na\n  b\n'.repeat(100_000));
	tellingPart('1 '.repeat(500_000));
	tellingPart('1'.repeat(500_000));

	expect(performance.now() - began).toBeLessThan(2_000);
});
