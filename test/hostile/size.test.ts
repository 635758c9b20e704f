import { describeRows } from './describeRows';
import { bounds } from './rows/bounds';
import { lists } from './rows/lists';

describeRows([bounds, lists]);
