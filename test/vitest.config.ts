import {defineConfig} from 'vitest/config';

export default defineConfig({
	// Production React has no development JSX.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		root: new URL('..', import.meta.url).pathname,
		include: ['test/**/*.test.{ts,tsx}'],
		exclude: ['test/lab/**', 'node_modules/**'],
		isolate: false,
		testTimeout: 30_000,
		hookTimeout: 60_000,
		env: {NODE_ENV: 'production'},
	},
});
