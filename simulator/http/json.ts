import { z } from 'zod';

/** Any value JSON can carry. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

// Whatever JSON.parse returns is JSON by construction, so there is nothing left to check.
const parsedJson = z.custom<Json>(() => true);

/** Parses JSON text. Throws SyntaxError when it is none. */
export function parseJson(text: string): Json {
	return parsedJson.parse(JSON.parse(text));
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
