import { describeRows } from './describeRows';
import { clocks } from './rows/clocks';
import { files } from './rows/files';
import { noVideo } from './rows/noVideo';
import { secrets } from './rows/secrets';
import { stop } from './rows/stop';
import { trigger } from './rows/trigger';

describeRows([files, clocks, noVideo, secrets, stop, trigger]);
