import { closeRun } from '../scripts/closing-line';
import { runBrowserSuite } from './browser/suite';
import { runOnStage } from './run-on-stage';

runOnStage(runBrowserSuite).then(closeRun, (error: unknown) => {
	console.error(error);
	closeRun({ passed: 0, failed: 1 });
});
