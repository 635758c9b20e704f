/** A finding of pydantic as Python prints it, e.g. `'loc': ('body', 'size'), 'msg': 'Field required'`. */
const printedFinding = /'loc': \(([^)]{0,200})\), 'msg': (?:'([^'\n]{0,500})'|"([^"\n]{0,500})")/g;

const findingsHead = /\b\d{1,6} validation errors?\b[^:]*/;

/**
 * What a user needs of a message that is a dump of Python: of a traceback what was raised, of
 * pydantic's findings the fields and what is wrong with them. Other messages stay as they are.
 */
export function tellingPart(message: string): string {
	const printed = [...message.matchAll(printedFinding)].map(([, place = '', plain, quoted]) => {
		const steps = place.split(',').map((step) => step.trim().replace(/^['"]|['"]$/g, ''));
		return finding(
			steps.filter((step) => step !== '' && step !== 'body').join('.'),
			plain ?? quoted,
		);
	});
	if (printed.length > 0) return [...new Set(printed)].join('; ');
	const lines = message.split(/\r?\n/);
	const raised = raisedLines(lines);
	return listedFindings(raised ?? lines) ?? raised?.[0] ?? message;
}

/** Of a traceback the lines after its frames, which are indented; of several the last one's. */
function raisedLines(lines: string[]): string[] | undefined {
	const traceback = lines.findLastIndex((line) =>
		line.includes('Traceback (most recent call last)'),
	);
	if (traceback < 0) return undefined;
	const rest = lines.slice(traceback + 1);
	const raised = rest.findIndex((line) => /^\S/.test(line));
	return raised < 0 ? undefined : rest.slice(raised);
}

/** `1 validation error for Video`, then a line with each field and an indented one with its reason. */
function listedFindings(lines: string[]): string | undefined {
	const head = lines.findIndex((line) => findingsHead.test(line));
	if (head < 0) return undefined;
	const findings = lines.slice(head + 1).flatMap((reason, index) => {
		const field = lines[head + index] ?? '';
		return index > 0 && /^\S/.test(field) && /^\s+\S/.test(reason)
			? [finding(field, reason.trim().replace(/ [[(]type=.*$/, ''))]
			: [];
	});
	const title = findingsHead.exec(lines[head] ?? '')?.[0] ?? '';
	return findings.length > 0 ? `${title}: ${findings.join('; ')}` : undefined;
}

function finding(field: string, reason = 'no reason given'): string {
	return field === '' ? reason : `${field}: ${reason}`;
}
