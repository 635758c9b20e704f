/** Unix seconds as ISO text; null for none, or none that is a time. */
export function isoTime(unixSeconds: number | null): string | null {
	const date = new Date((unixSeconds ?? Number.NaN) * 1000);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
