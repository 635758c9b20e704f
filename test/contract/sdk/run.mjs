/**
 * Lets a vendor's SDK make clips at a simulator, and prints what came of them as JSON. A process of
 * its own, since half of the SDKs are ES modules, which jest would have to translate.
 *
 * Each render goes on until it was seen unfinished once: then it is ended at the simulator, so that
 * the requests are the same at every run, however fast the machine is.
 */
const { service, baseUrl, apiKey, clips } = JSON.parse(process.argv[2] ?? '{}');
const { connect } = await import(`./${service}.mjs`);
const sdk = connect({ baseUrl, apiKey });
const control = `${new URL(baseUrl).origin}/_simulator`;

const results = {};
for (const [name, clip] of Object.entries(clips)) {
	const created = await sdk.create(clip);
	const before = await sdk.poll(created);
	await endNewest();
	const after = await sdk.poll(created);
	const file = await sdk.download(after.video);
	results[name] = {
		doneBefore: before.done,
		doneAfter: after.done,
		costUsd: after.costUsd,
		fileKind: file.toString('latin1', 4, 8),
	};
}
const models = sdk.models === undefined ? null : await sdk.models();
process.stdout.write(JSON.stringify({ results, models }));

async function endNewest() {
	const videos = await (await fetch(`${control}/videos`)).json();
	await fetch(`${control}/complete/${videos.at(-1).id}`, { method: 'POST' });
}
