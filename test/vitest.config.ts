import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = readdirSync(`${root}/test`, {recursive: true, encoding: 'utf8'})
	.filter(path => /\.test\.tsx?$/.test(path) && !path.startsWith('lab/'))
	.map(path => `test/${path}`);
const e2e = all.filter(path => path.startsWith('test/e2e/'));
/** Tests on real engines: each looks at a whole engine, and has it alone (see engine-lock.ts). They wait more than they compute. */
const lab = all.filter(
	path => !e2e.includes(path) && readFileSync(`${root}/${path}`, 'utf8').includes('lab-engines.js'),
);
const rooms = all.filter(path => !e2e.includes(path) && !lab.includes(path));

/** Nothing is remembered on the tester's machine. */
const env = {NODE_ENV: 'production', XDG_CONFIG_HOME: '/dev/null'};
const shared = {root, isolate: false, testTimeout: 60_000, hookTimeout: 120_000, env};

export default defineConfig({
	// Production React has no development JSX.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		...shared,
		reporters: ['default', 'test/strict-reporter.ts'],
		projects: [
			{extends: true, test: {...shared, name: 'rooms', include: rooms, maxWorkers: 2}},
			{
				extends: true,
				test: {...shared, name: 'lab', include: lab, maxWorkers: 4, maxConcurrency: 4, sequence: {groupOrder: 1}},
			},
			// They stop engines, and measure time.
			{
				extends: true,
				test: {...shared, name: 'e2e', include: e2e, fileParallelism: false, sequence: {groupOrder: 2}},
			},
		],
	},
});
