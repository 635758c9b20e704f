/** Shorter values are no secrets, and blacking them out would garble ordinary words. */
const shortestSecret = 6;

/** What stands between two visible signs of a secret where it was pasted with a line break or the like. */
const oddSigns = String.raw`(?:[^ -~]|\\{1,4}(?:[bfnrt]|u[\da-fA-F]{4})|%[\da-fA-F]{2}){0,8}`;

/** How HTML names signs, beside their numbers. */
const entities: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
};

/**
 * Blacks secrets out in any text of a server, in every spelling in which they come back: sign by
 * sign as typed, as JSON, as a URL or a form, or as HTML; the whole in base64; and without the signs
 * beyond ASCII that no header carries. In raw JSON this covers its keys and values too. Takes time in
 * proportion to the text.
 */
export function openRedaction(secrets: readonly string[]): (text: string) => string {
	const all = secrets.flatMap(partsOf).flatMap((secret) => [secret, ...inBase64(secret)]);
	const known = [...new Set(all)].filter((secret) => visible(secret).length >= shortestSecret);
	if (known.length === 0) return (text) => text;
	// Longest first, so that no secret is blacked out only as far as a shorter one reaches.
	const longestFirst = known.sort((a, b) => b.length - a.length);
	const anySpelling = new RegExp(longestFirst.map(anySpellingOf).join('|'), 'g');
	return (text) => text.replace(anySpelling, '•••');
}

/** A header's value is a secret, and so are its token alone and what `Basic` hides in base64. */
function partsOf(secret: string): string[] {
	const [, scheme, token] = /^\s*(basic|bearer)\s+(\S+)\s*$/i.exec(secret) ?? [];
	if (scheme === undefined || token === undefined) return [secret];
	if (scheme.toLowerCase() === 'bearer') return [secret, token];
	const pair = Buffer.from(token, 'base64').toString();
	return [secret, token, pair, pair.slice(pair.indexOf(':') + 1)];
}

function inBase64(secret: string): string[] {
	return [secret.trim(), visible(secret)].flatMap((sent) => {
		const bytes = Buffer.from(sent);
		return [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
	});
}

function visible(secret: string): string {
	return secret.trim().replace(/[^ -~]/g, '');
}

function anySpellingOf(secret: string): string {
	const runs = secret.trim().split(/[^ -~]+/);
	return runs
		.filter((run) => run !== '')
		.map((run) => run.replace(/\\+|./g, anySpellingOfSign))
		.join(oddSigns);
}

/** @param sign visible ASCII; of backslashes a whole row, since each may be written as several */
function anySpellingOfSign(sign: string): string {
	const code = sign.charCodeAt(0);
	const hex = anyCase(code.toString(16));
	const entity = entities[sign];
	const count = sign.length;
	const spelled = [
		`\\\\{1,4}u00${hex}`,
		`%(?:25)?${hex}`,
		`&(?:#0{0,4}${code}|#[xX]0{0,4}${hex}${entity ? `|${entity}` : ''});`,
		...(sign === ' ' ? ['\\+'] : []),
	].join('|');
	if (sign.startsWith('\\')) return `(?:\\\\{${count},${4 * count}}|(?:${spelled}){${count}})`;
	const asIs = /\w/.test(sign) ? sign : `\\\\{0,4}\\x${code.toString(16)}`;
	return `(?:${asIs}|${spelled})`;
}

function anyCase(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
