import type { HostileGroup } from '../row';
import { bounds } from './bounds';
import { clocks } from './clocks';
import { files } from './files';
import { lists } from './lists';
import { noVideo } from './noVideo';
import { secrets } from './secrets';
import { stop } from './stop';
import { trigger } from './trigger';

export const hostileGroups: readonly HostileGroup[] = [
	bounds,
	lists,
	files,
	clocks,
	noVideo,
	secrets,
	stop,
	trigger,
];
