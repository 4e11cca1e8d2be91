import {defineConfig} from 'vitest/config';

const include = (...folders: string[]) => folders.map(folder => `test/${folder}/**/*.test.{ts,tsx}`);
const shared = {
	root: new URL('..', import.meta.url).pathname,
	isolate: false,
	testTimeout: 30_000,
	hookTimeout: 60_000,
	env: {NODE_ENV: 'production'},
};

export default defineConfig({
	// Production React has no development JSX.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		...shared,
		reporters: ['default', 'test/strict-reporter.ts'],
		projects: [
			{
				extends: true,
				test: {...shared, name: 'rooms', include: ['test/**/*.test.{ts,tsx}'], exclude: include('lab', 'e2e')},
			},
			// One after the other, when nothing else runs: they stop engines, and measure time.
			{
				extends: true,
				test: {...shared, name: 'e2e', include: include('e2e'), fileParallelism: false, sequence: {groupOrder: 1}},
			},
		],
	},
});
