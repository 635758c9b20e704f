import {
	checkReferenceImage,
	fetchReferenceImage,
} from '../../../../nodes/Sora/files/referenceImage';
import { largestImageBytes } from '../../../../nodes/Sora/files/mediaType';
import { broken, hang, redirect, reset, slowly, text } from '../../../support/answers';
import { fixture } from '../../../support/fixtures';
import { useLab } from '../lab';

const lab = useLab();

const webp = fixture('openai.content.thumbnail').bytes;
const large = Buffer.alloc(largestImageBytes + 1);
webp.copy(large);

describe('a picture is sent under a name that fits its bytes:', () => {
	it.each([
		{ name: 'right from the start', fileName: 'boat.webp', expected: 'boat.webp' },
		{ name: 'mislabelled', fileName: 'boat.final.png', expected: 'boat.final.webp' },
		{ name: 'without extension', fileName: 'boat', expected: 'boat.webp' },
		{ name: 'without a name', fileName: '.png', expected: 'reference.webp' },
	])('$name', ({ fileName, expected }) => {
		expect(checkReferenceImage(webp, fileName)).toEqual({
			mimeType: 'image/webp',
			width: 1,
			height: 1,
			upload: { bytes: webp, fileName: expected, mimeType: 'image/webp' },
		});
	});

	it('a JPEG is called jpg', () => {
		const jpeg = Buffer.from('ffd8ffc0000b080001000201011100', 'hex');

		expect(checkReferenceImage(jpeg, 'a').upload.fileName).toBe('a.jpg');
	});
});

it.each([
	{ name: 'a drawing in XML', bytes: Buffer.from('<svg/>'), message: 'is not a JPEG, PNG or WebP' },
	{ name: 'nothing', bytes: Buffer.alloc(0), message: 'is not a JPEG, PNG or WebP' },
	{ name: 'more than 50 MB', bytes: large, message: 'larger than 50 MB' },
])('$name is refused before it is paid for', ({ bytes, message }) => {
	expect(() => checkReferenceImage(bytes, 'boat.png')).toThrow(message);
	expect(() => checkReferenceImage(bytes, 'boat.png')).toThrow('"boat.png"');
});

const fetchFrom = async (url: string, cancelSignal?: AbortSignal, stop?: AbortSignal) => {
	const { server } = await lab.open(cancelSignal ? { cancelSignal } : {});
	return await lab.run(fetchReferenceImage(server, url, stop));
};

describe('a picture from the web', () => {
	it('is fetched without any credential, even from the server itself', async () => {
		lab.home.plan(text(webp));

		const { upload } = await fetchFrom(`${lab.home.origin}/pictures/boat.png?size=1`);

		expect(upload).toEqual({ bytes: webp, fileName: 'boat.webp', mimeType: 'image/webp' });
		expect(lab.home.lines).toEqual(['GET /pictures/boat.png?size=1']);
		expect(JSON.stringify(lab.home.requests)).not.toMatch(/authorization|sk-test/i);
	});

	it('is fetched over redirects, still without a credential', async () => {
		const web = await lab.abroad();
		web.plan(redirect(`${lab.home.origin}/1234`));
		lab.home.plan(text(webp));

		expect((await fetchFrom(`${web.origin}/boat`)).upload.fileName).toBe('boat.webp');
		expect(JSON.stringify(lab.home.requests)).not.toMatch(/authorization|sk-test/i);
	});

	it('without a name in its address has one all the same', async () => {
		lab.home.plan(text(webp));

		expect((await fetchFrom(lab.home.origin)).upload.fileName).toBe('reference.webp');
	});

	it('may come slowly', async () => {
		lab.home.plan(slowly(webp, 5, 10_000));

		expect((await fetchFrom(lab.home.origin)).upload.bytes.equals(webp)).toBe(true);
	});

	it.each([
		'boat.png',
		'ftp://a.example.com/boat.png',
		'file:///etc/passwd',
		'',
		'data:image/png,x',
	])('at an address that is none ("%s") is refused', async (url) => {
		await expect(fetchFrom(url)).rejects.toMatchObject({
			kind: 'badInput',
			message: expect.stringContaining('not a web address') as string,
		});
		expect(lab.home.lines).toEqual([]);
	});

	it.each([401, 404, 500, 204])('that is not there (%d) is named', async (status) => {
		lab.home.plan(text(status === 204 ? '' : 'no', status));

		await expect(fetchFrom(`${lab.home.origin}/boat.png`)).rejects.toMatchObject({
			kind: 'badInput',
			message: expect.stringContaining('/boat.png') as string,
			details: { status, advice: expect.stringContaining(`HTTP ${status}`) as string },
		});
		expect(lab.home.lines).toHaveLength(1);
	});

	it('that is a page is refused', async () => {
		lab.home.plan(text('<html>Sign in</html>', 200, { 'content-type': 'image/png' }));

		await expect(fetchFrom(`${lab.home.origin}/boat.png`)).rejects.toMatchObject({
			kind: 'badInput',
			message: 'The image "boat.png" is not a JPEG, PNG or WebP file',
		});
	});

	it('of endless size is left at 50 MB', async () => {
		lab.home.plan((response) => {
			response.writeHead(200, { 'content-type': 'image/webp' });
			response.write(large);
			response.write(large);
		});

		await expect(fetchFrom(`${lab.home.origin}/boat.png`)).rejects.toMatchObject({
			kind: 'badInput',
			message: expect.stringContaining('larger than 50 MB') as string,
		});
	});

	it.each([
		{ name: 'cut', answer: broken(webp, 20, 'cut'), kind: 'serverUnreachable', atMs: 0 },
		{ name: 'not sent', answer: reset, kind: 'serverUnreachable', atMs: 0 },
		{ name: 'held back', answer: broken(webp, 20, 'stall'), kind: 'timeout', atMs: 60_000 },
		{ name: 'sent byte by byte', answer: slowly(webp, 20, 5_000), kind: 'timeout', atMs: 60_000 },
		{ name: 'never answered', answer: hang, kind: 'timeout', atMs: 30_000 },
	])('that is $name is no picture', async ({ answer, kind, atMs }) => {
		lab.home.plan(answer);

		await expect(fetchFrom(lab.home.origin)).rejects.toMatchObject({ kind });
		expect(lab.elapsedMs()).toBe(atMs);
		expect(lab.home.lines).toHaveLength(1);
	});

	it.each([
		{ name: 'before its headers', answer: hang },
		{ name: 'in its middle', answer: broken(webp, 20, 'stall') },
	])('is left at once when the run is stopped $name', async ({ answer }) => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 500);
		lab.home.plan(answer);

		await expect(fetchFrom(lab.home.origin, cancel.signal)).rejects.toMatchObject({
			kind: 'cancelled',
		});
		expect(lab.elapsedMs()).toBe(500);
	});

	it.each([
		{ name: 'before its headers', answer: hang },
		{ name: 'while it trickles', answer: slowly(webp, 20, 400) },
	])('is left at once when another item has failed $name', async ({ answer }) => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 500);
		lab.home.plan(answer);

		await expect(fetchFrom(lab.home.origin, undefined, stop.signal)).rejects.toMatchObject({
			kind: expect.stringMatching(/cancelled|serverUnreachable/) as string,
		});
		expect(lab.elapsedMs()).toBe(500);
	});
});
