import { renderStatus } from '../../../../nodes/Sora/services/status';

const words = {
	queued: 'queued pending submitted not_start notstarted created starting preparing unknown',
	in_progress: 'in_progress processing running generating postprocessing cancelling',
	completed: 'completed complete succeeded success finished done',
	failed: 'failed failure fail error cancelled canceled expired deleted',
};

it.each(
	Object.entries(words).flatMap(([expected, list]) =>
		list.split(' ').map((word) => ({ word, expected })),
	),
)('"$word" means $expected', ({ word, expected }) => {
	expect(renderStatus(word)).toBe(expected);
});

it.each([
	{ word: 'SUCCESS', expected: 'completed' },
	{ word: ' Failed ', expected: 'failed' },
	{ word: 'NOT_START', expected: 'queued' },
])('"$word" is read without regard to case and blanks', ({ word, expected }) => {
	expect(renderStatus(word)).toBe(expected);
});

it.each(['uploading', '', 'moderating'])(
	'the unknown word "%s" neither delivers nothing nor gives a paid render up',
	(word) => {
		expect(renderStatus(word)).toBe('in_progress');
	},
);
