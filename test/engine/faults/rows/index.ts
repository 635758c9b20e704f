import type { FaultGroup } from '../row';
import { everything } from './everything';
import { files } from './files';
import { keys } from './keys';
import { lists } from './lists';
import { looks } from './looks';
import { lostAndRetried } from './lost-and-retried';
import { lostCreates } from './lost-creates';
import { refusedCreates } from './refused-creates';
import { renders } from './renders';
import { searches } from './searches';

/** The whole table. */
export const faultGroups: readonly FaultGroup[] = [
	refusedCreates,
	lostCreates,
	searches,
	lostAndRetried,
	looks,
	lists,
	renders,
	files,
	keys,
	everything,
];
