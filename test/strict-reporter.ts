import type {Reporter, TestModule} from 'vitest/node';

/** Tells which tests were skipped; where the lab is required (CI), a skipped test fails the run. */
export default class StrictReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[]): void {
		const skipped = modules.flatMap(module => [...module.children.allTests('skipped')]);
		if (skipped.length === 0) return;
		for (const {module, fullName} of skipped) console.error(`skipped: ${module.relativeModuleId} > ${fullName}`);
		if (process.env.CI !== 'true') {
			console.error(
				`${skipped.length} tests were skipped. What they need is said above: engines of the lab, mostly, which test/lab/up brings up.`,
			);
			return;
		}

		console.error(`${skipped.length} tests were skipped, which counts as failed here.`);
		process.exitCode = 1;
	}
}
