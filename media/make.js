// node media/make.js [NAME…] — the pictures of the readme: the built program on its demo, in a pseudo-terminal.
import {mkdir, writeFile} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {svg} from './svg.js';

const path = name => fileURLToPath(new URL(name, import.meta.url));

/** The pseudo-terminal of the end-to-end tests, which is TypeScript. */
async function loadPty() {
	const outfile = path('../node_modules/.cache/docknet/pty.js');
	await build({
		entryPoints: [path('../test/e2e/pty.ts')],
		outfile,
		bundle: true,
		packages: 'external',
		platform: 'node',
		format: 'esm',
	});
	return import(outfile);
}

/** Narrows the list to one row and puts the cursor on it. */
async function goTo(terminal, name) {
	terminal.press('/');
	await terminal.waitFor('enter keep');
	terminal.press(`name:${name}`);
	await terminal.waitFor(/1 of \d+/);
	terminal.press('enter');
	await terminal.waitFor('? help');
}

async function containers(terminal) {
	terminal.press('2');
	await terminal.waitFor(/NAME▲ +IMAGE/);
}

/** What to start, and what to press; nothing: the demo, 120 by 34, as it comes up. */
const pictures = {
	explorer: {
		columns: 132,
		async play(terminal) {
			terminal.press('j', 'j', 'j', 'j');
			// Sparklines are of the last minute.
			await sleep(60_000);
		},
	},
	inspect: {
		rows: 48,
		async play(terminal) {
			await containers(terminal);
			await goTo(terminal, 'shop-proxy-1');
			terminal.press('enter');
			await terminal.waitFor('enter zoom');
			terminal.press('enter');
			await terminal.waitFor(screen => screen[2].includes('shop-proxy-1'));
		},
	},
	create: {
		rows: 36,
		async play(terminal) {
			terminal.press('c');
			await terminal.waitFor('─ Create a network');
			terminal.press('tab', 'vault', 'tab', 'tab', '172.21.4.0/24');
			await terminal.waitFor('overlaps');
		},
	},
	preview: {
		rows: 24,
		async play(terminal) {
			await goTo(terminal, 'shop_front');
			terminal.press('a');
			await terminal.waitFor('─ Connect');
			terminal.press('toolbox');
			await terminal.waitFor('docker network connect shop_front toolbox');
			terminal.press('enter');
			await terminal.waitFor('y do it');
		},
	},
	ping: {
		rows: 24,
		async play(terminal) {
			await containers(terminal);
			await goTo(terminal, 'shop-api-1');
			terminal.press('p');
			await terminal.waitFor('─ Ping from shop-api-1');
			terminal.press('db');
			await terminal.waitFor(/→ ?db/);
			terminal.press('enter');
			await terminal.waitFor('OK ');
			terminal.press('space');
			// The chart is of the last minute.
			await sleep(60_000);
		},
	},
	matrix: {
		rows: 24,
		async play(terminal) {
			await goTo(terminal, 'shop_data');
			terminal.press('m');
			await terminal.waitFor('─ Matrix of shop_data');
			terminal.press('tcp');
			await terminal.waitFor(/→ ?tcp/);
			terminal.press('enter');
			await terminal.waitFor(/\d+ ok, \d+ failed/);
		},
	},
	names: {
		rows: 24,
		async play(terminal) {
			await containers(terminal);
			await goTo(terminal, 'shop-api-1');
			terminal.press('n');
			await terminal.waitFor('from shop-api-1');
			terminal.press('api');
			await terminal.waitFor(/→ ?api/);
			terminal.press('enter');
			await terminal.waitFor('OK ');
		},
	},
	explain: {
		arguments: ['--demo', 'broken'],
		rows: 30,
		async play(terminal) {
			await containers(terminal);
			await goTo(terminal, 'icc-client');
			terminal.press('e');
			await terminal.waitFor('─ Does icc-client reach');
			terminal.press('icc-server:8080', 'enter');
			await terminal.waitFor('✗');
			await terminal.waitFor('no answer in time');
		},
	},
	findings: {
		arguments: ['--demo', 'broken'],
		async play(terminal) {
			terminal.press('9');
			await terminal.waitFor(/\d+ critical/);
			terminal.press('j');
			await terminal.waitFor('A host port is already taken finding');
		},
	},
	'no-engine': {
		arguments: ['-H', 'unix:///run/user/1000/docker.sock'],
		rows: 18,
		ready: 'No engine answers',
		async play() {},
	},
};

async function make(name, {openPty}) {
	const {arguments: args = ['--demo'], rows = 34, columns = 120, ready = /● live[\s\S]*\d .?B\/s/, play} = pictures[name];
	const size = {columns, rows};
	const argv = [process.execPath, path('../dist/cli.js'), ...args];
	const env = {LANG: 'C.UTF-8', LC_ALL: undefined, LC_CTYPE: undefined, DOCKER_HOST: undefined, TMUX: undefined};
	const terminal = openPty({argv, env, ...size});
	try {
		await terminal.waitFor(ready);
		await play(terminal);
		const cells = Array.from({length: rows}, (_, row) =>
			Array.from({length: columns}, (_, column) => terminal.cell(column, row)),
		);
		await writeFile(path(`${name}.svg`), svg(cells, ['docknet', ...args].join(' ')));
	} finally {
		terminal.close();
	}
}

const asked = process.argv.slice(2);
await mkdir(path('../node_modules/.cache/docknet'), {recursive: true});
const pty = await loadPty();
await Promise.all((asked.length > 0 ? asked : Object.keys(pictures)).map(name => make(name, pty)));
