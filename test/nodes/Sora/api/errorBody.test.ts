import { plainText, readErrorBody } from '../../../../nodes/Sora/api/errorBody';

const nothing = { message: null, code: null, type: null, param: null, pauseMs: null };

describe('the reason a server gives is found', () => {
	it.each([
		{
			name: 'as OpenAI writes it',
			body: {
				error: { message: 'Bad size', type: 'invalid', param: 'size', code: 'invalid_value' },
			},
			expected: {
				...nothing,
				message: 'Bad size',
				type: 'invalid',
				param: 'size',
				code: 'invalid_value',
			},
		},
		{
			name: 'with a number as code',
			body: { error: { message: 'Not found', code: 404 } },
			expected: { ...nothing, message: 'Not found', code: '404' },
		},
		{
			name: 'as Google writes it, whose reason stands in the details',
			body: { error: { message: 'Bad key', code: 400, details: [{}, { reason: 'KEY_INVALID' }] } },
			expected: { ...nothing, message: 'Bad key', code: '400', type: 'KEY_INVALID' },
		},
		{
			name: 'as Google writes it, with the wait it asks for',
			body: {
				error: { message: 'Full', details: [{ retryDelay: 'soon' }, { retryDelay: '37.5s' }] },
			},
			expected: { ...nothing, message: 'Full', pauseMs: 37_500 },
		},
		{
			name: 'without the words LiteLLM writes for nothing',
			body: { error: { message: 'Bad', type: 'None', param: 'null', code: 'undefined' } },
			expected: { ...nothing, message: 'Bad' },
		},
		{
			name: 'as a text',
			body: { error: 'Unauthorized' },
			expected: { ...nothing, message: 'Unauthorized' },
		},
		{
			name: 'beside an error that only says None',
			body: { error: 'None', detail: 'Video not found' },
			expected: { ...nothing, message: 'Video not found' },
		},
		{
			name: 'beside an error without a message',
			body: { error: {}, message: 'No worker is free' },
			expected: { ...nothing, message: 'No worker is free' },
		},
		{
			name: 'beside an error that has only a code',
			body: { error: { code: 'insufficient_quota' }, message: 'No credit' },
			expected: { ...nothing, message: 'No credit', code: 'insufficient_quota' },
		},
		{
			name: 'in a detail beside an error that has only a code',
			body: { error: { code: 'insufficient_quota', type: 'quota' }, detail: 'No credit' },
			expected: { ...nothing, message: 'No credit', code: 'insufficient_quota', type: 'quota' },
		},
		{
			name: 'in nothing but a code',
			body: { error: { code: 'oom' } },
			expected: { ...nothing, message: '{"error":{"code":"oom"}}', code: 'oom' },
		},
		{
			name: 'as a detail',
			body: { error: null, detail: 'Video not found' },
			expected: { ...nothing, message: 'Video not found' },
		},
		{
			name: 'behind a detail that only says null',
			body: { detail: 'null', message: 'No worker is free' },
			expected: { ...nothing, message: 'No worker is free' },
		},
		{
			name: 'in a list of fields',
			body: {
				detail: [
					{ loc: ['body', 'size'], msg: 'no size' },
					{ loc: ['body', 'frames', 0], msg: 'too many' },
					{ loc: ['body'], msg: 'field required' },
					{ msg: 'somewhere' },
				],
			},
			expected: {
				...nothing,
				message: 'size: no size; frames.0: too many; field required; somewhere',
				type: 'validation',
			},
		},
		{
			name: 'in the flat form',
			body: { object: 'error', message: 'Unknown field', type: 'BadRequestError', code: 422 },
			expected: { ...nothing, message: 'Unknown field', type: 'BadRequestError', code: '422' },
		},
		{
			name: 'in a form nobody knows',
			body: { reason: 'queue full' },
			expected: { ...nothing, message: '{"reason":"queue full"}' },
		},
		{
			name: 'in a detail that is neither text nor list',
			body: { detail: { why: 'queue full' } },
			expected: { ...nothing, message: '{"detail":{"why":"queue full"}}' },
		},
		{
			name: 'in a list',
			body: ['queue full'],
			expected: { ...nothing, message: '["queue full"]' },
		},
		{
			name: 'in an empty text',
			body: { error: '' },
			expected: { ...nothing, message: '{"error":""}' },
		},
	])('$name', ({ body, expected }) => {
		expect(readErrorBody(JSON.stringify(body))).toEqual(expected);
	});

	it.each([
		{ name: 'plain text', text: 'upstream is gone', expected: 'upstream is gone' },
		{
			name: 'a page',
			text: '<html><style>b{color:red}</style><body><h1>502</h1>\n<p>Bad  Gateway</p></body></html>',
			expected: '502 Bad Gateway',
		},
		{ name: 'half a JSON', text: '{"error": {"mess', expected: '{"error": {"mess' },
		{ name: 'nothing', text: '', expected: null },
		{ name: 'markup only', text: '<br/>', expected: null },
	])('in $name', ({ text, expected }) => {
		expect(readErrorBody(text)).toEqual({ ...nothing, message: expected });
	});
});

describe('of a dump the telling part is kept', () => {
	const traceback = [
		'Traceback (most recent call last):',
		'  File "/srv/api.py", line 7, in create',
		'    seconds = int(text)',
		"ValueError: invalid literal for int() with base 10: '4.5'",
	].join('\n');
	const telling = "ValueError: invalid literal for int() with base 10: '4.5'";

	it.each([
		{ name: 'in an error', text: JSON.stringify({ error: { message: traceback } }) },
		{ name: 'in a detail', text: JSON.stringify({ detail: traceback }) },
		{ name: 'in a flat form', text: JSON.stringify({ object: 'error', message: traceback }) },
		{ name: 'as plain text', text: traceback },
	])('$name', ({ text }) => {
		expect(readErrorBody(text).message).toBe(telling);
	});
});

describe('of what is long only the beginning counts:', () => {
	it.each(['<', '<script', '&', '{"id":"', ' ', '<a '])('"%s" again and again', (part) => {
		const text = part.repeat(1_400_000 / part.length);
		const began = performance.now();

		expect(readErrorBody(text).message?.length ?? 0).toBeLessThanOrEqual(200);

		// Patterns that look at it all from every sign need minutes.
		expect(performance.now() - began).toBeLessThan(5_000);
	});

	it('a message, a code, a type and a parameter have 2,000 characters', () => {
		const said = { message: 'm', code: 'c', type: 't', param: 'p' };
		const long = Object.fromEntries(
			Object.entries(said).map(([name, sign]) => [name, sign.repeat(10_000)]),
		);

		const body = readErrorBody(JSON.stringify({ error: long }));

		const lengths = [body.message, body.code, body.type, body.param].map((part) => part?.length);
		expect(lengths).toEqual([2_000, 2_000, 2_000, 2_000]);
	});
});

it('a whole page of text is cut to one line of 200 characters', () => {
	expect(plainText('word '.repeat(100))).toHaveLength(200);
	expect(plainText('w'.repeat(201))).toMatch(/^w{199}…$/);
	expect(plainText('w'.repeat(200))).toBe('w'.repeat(200));
});
