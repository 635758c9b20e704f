import { parseArgs } from 'node:util';

import { z } from 'zod';

import { dialectNames } from './dialects/names';
import type { SimulatorOptions } from './options';

/** Port the simulator listens on when started by hand. */
const defaultPort = 8787;
/** Render time when started by hand: long enough to watch the node wait. */
const defaultRenderSeconds = 8;

const settings = z.object({
	port: z.coerce.number().int().min(0).max(65_535).default(defaultPort),
	key: z.string().optional(),
	'render-seconds': z.coerce.number().nonnegative().default(defaultRenderSeconds),
	dialect: z.enum(dialectNames).default('openai'),
	media: z.enum(['full', 'tiny']).default('full'),
});

export const usage = `Usage: npm run simulator -- [options]

  --port <n>             port on 127.0.0.1, 0 for a free one   (SIMULATOR_PORT, ${defaultPort})
  --key <text>           key clients must send, '' for none    (SIMULATOR_KEY, sk-simulator)
  --render-seconds <n>   time a render takes                   (SIMULATOR_RENDER_SECONDS, ${defaultRenderSeconds})
  --dialect <name>       ${dialectNames.slice(0, 5).join(', ')},
                         ${dialectNames.slice(5).join(', ')}   (SIMULATOR_DIALECT, openai)
  --media full|tiny      a clip per video, or one for all      (SIMULATOR_MEDIA, full)
  --help
`;

/**
 * Options from flags, else from the environment, else the defaults; `help` when that was asked for.
 * Throws with a sentence for whoever typed them.
 */
export function readCommandLine(
	args: string[],
	environment: NodeJS.ProcessEnv,
): SimulatorOptions | 'help' {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			port: text,
			key: text,
			'render-seconds': text,
			dialect: text,
			media: text,
			help: { type: 'boolean' },
		},
	});
	if (values.help === true) return 'help';
	const parsed = settings.safeParse({
		port: values.port ?? environment.SIMULATOR_PORT,
		key: values.key ?? environment.SIMULATOR_KEY,
		'render-seconds': values['render-seconds'] ?? environment.SIMULATOR_RENDER_SECONDS,
		dialect: values.dialect ?? environment.SIMULATOR_DIALECT,
		media: values.media ?? environment.SIMULATOR_MEDIA,
	});
	if (!parsed.success) {
		const { path, message } = parsed.error.issues[0] ?? { path: ['option'], message: '' };
		throw new Error(`--${path.join('.')}: ${message}`);
	}
	const { port, key: apiKey, 'render-seconds': seconds, dialect, media } = parsed.data;
	return { port, apiKey, dialect, media, renderMs: seconds * 1000 };
}
