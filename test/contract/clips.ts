/** Services whose own SDK stands among the development packages; each is a dialect's name too. */
export const services = ['openai', 'openrouter', 'gemini', 'xai', 'together'] as const;
export type Service = (typeof services)[number];

export interface ClipImage {
	mimeType: string;
	base64: string;
}

/** What to render, in nobody's words: each SDK and the node put it into their own. */
export interface Clip {
	prompt: string;
	model: string;
	seconds: number;
	ratio: '16:9' | '9:16';
	resolution: '480p' | '720p' | '768p' | '1080p';
	firstFrame?: ClipImage;
	lastFrame?: ClipImage;
	references?: ClipImage[];
	seed?: number;
	negativePrompt?: string;
	audio?: boolean;
}

export type ClipName = 'text only' | 'first frame' | 'last frame' | 'references' | 'options';

const [first, last, guide] = [clipImage(64, 36), clipImage(66, 36), clipImage(68, 36)];

const plain: Record<Service, Clip> = {
	openai: clip('sora-2', 8, '720p'),
	openrouter: clip('google/veo-3.1', 8, '720p'),
	gemini: clip('veo-3.1-generate-preview', 8, '720p'),
	xai: clip('grok-imagine-video-1.5', 5, '720p'),
	together: clip('minimax/hailuo-02', 6, '768p'),
};

/** Settings beyond prompt, length and size which the service has a field for. */
const options: Record<Service, Partial<Clip>> = {
	openai: { ratio: '9:16' },
	openrouter: { ratio: '9:16', resolution: '1080p', seed: 7, audio: false },
	gemini: { ratio: '9:16', resolution: '1080p', negativePrompt: 'rain' },
	xai: { ratio: '9:16', resolution: '1080p', audio: false },
	together: { seed: 7, negativePrompt: 'rain', audio: false },
};

/** The clips a service can make. OpenAI knows no last frame and no references. */
export function clipsOf(service: Service): Partial<Record<ClipName, Clip>> {
	const text = plain[service];
	const everywhere = {
		'text only': text,
		'first frame': { ...text, firstFrame: service === 'openai' ? clipImage(1280, 720) : first },
		options: { ...text, ...options[service] },
	};
	if (service === 'openai') return everywhere;
	return {
		...everywhere,
		'last frame': { ...text, firstFrame: first, lastFrame: last },
		references: { ...text, references: [guide] },
	};
}

/** Their names, in a fixed order. */
export function clipNames(service: Service): ClipName[] {
	const names: ClipName[] = ['text only', 'first frame', 'last frame', 'references', 'options'];
	return names.filter((name) => clipsOf(service)[name] !== undefined);
}

function clip(model: string, seconds: number, resolution: Clip['resolution']): Clip {
	return { prompt: 'A paper boat on a pond', model, seconds, ratio: '16:9', resolution };
}

/** A PNG of the given size: its header is all the simulator reads. */
function clipImage(width: number, height: number): ClipImage {
	const content = Buffer.alloc(64);
	Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(content);
	content.writeUInt32BE(width, 16);
	content.writeUInt32BE(height, 20);
	return { mimeType: 'image/png', base64: content.toString('base64') };
}
