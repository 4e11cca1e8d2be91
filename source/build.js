/**
 * `node build.js [entry folder]`: bundles source/cli.ts to dist/. Layout:
 *
 *   cli.js             starts the program; as small as can be
 *   program.HASH.js    everything, wrapped in one function; modules behind `import()` are evaluated when they are asked for,
 *                      so a command never runs a line of Ink, React or an engine that it does not use
 *   program.HASH.bin   V8's compiled form of it, made by running the demo once (source/build-cache.js); optional
 *   package.json       says that these are CommonJS (faster to start than ESM), and repeats name and version
 */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import {builtinModules} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Modules that are never used here, or that start slowly for nothing. */
const substitutions = {
	name: 'substitutions',
	setup(build) {
		const load = (filter, contents) =>
			build.onLoad({filter}, ({path: file}) => ({
				contents: contents(fs.readFileSync(file, 'utf8')),
				resolveDir: path.dirname(file),
				loader: 'js',
			}));
		const refuse = why => () => `module.exports = () => { throw new Error(${JSON.stringify(why)}); };`;
		// BuildKit sessions: gRPC and protobuf, a third of dockerode's start.
		load(/dockerode[\\/]lib[\\/]session\.js$/, refuse('BuildKit sessions are not part of docknet'));
		load(/docker-modem[\\/]lib[\\/]ssh\.js$/, refuse('docknet runs the ssh of the system'));
		// Ink loads these for DEV=true alone.
		build.onResolve({filter: /^(ws|react-devtools-core)$/}, ({path: name}) => ({path: name, namespace: 'empty'}));
		build.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default undefined;'}));
		// Yoga reads its own WebAssembly through fetch(), which makes Node load undici: 25 ms.
		load(
			/yoga-wasm-base64-esm\.js$/,
			text => `const fetch = undefined; const atob = text => Buffer.from(text, 'base64').toString('latin1'); ${text}`,
		);
		// meow normalizes package.json files, by a list of licences that takes long to sort. None is read here.
		load(/meow[\\/]build[\\/]dependencies\.js$/, text =>
			text.replace('var normalizeExports = requireNormalize();', 'var normalizeExports = () => {};'),
		);
		// ink-table makes React keys by it; it would load the whole of Node's crypto.
		load(/object-hash[\\/]index\.js$/, () => 'exports.sha1 = JSON.stringify;');
		// Ink measures as our rows are fitted. The original needs 0.1 s for its first character that is not ASCII.
		const width = JSON.stringify(path.join(root, 'source/core/text/width.ts'));
		build.onResolve({filter: /^string-width$/}, () => ({path: 'string-width', namespace: 'width'}));
		build.onLoad({filter: /.*/, namespace: 'width'}, () => ({
			contents: `import {width} from ${width}; export default text => width(text.replace(/\\x1b\\[[\\d;]*m/g, ''));`,
			resolveDir: root,
		}));
		const fast = JSON.stringify(path.join(root, 'source/ui/ink-output.ts'));
		load(
			/ink[\\/]build[\\/]output\.js$/,
			text => `import {installFastOutput} from ${fast}; ${text}\ninstallFastOutput(Output);`,
		);
	},
};

/** Node's own modules by require(), so that the bundle has no import statement and can be wrapped in a function. */
const builtins = {
	name: 'builtins',
	setup(build) {
		const names = new RegExp(`^(node:)?(${builtinModules.filter(name => !name.startsWith('_')).join('|')})$`);
		build.onResolve({filter: names}, ({path: name}) => ({path: name.replace(/^node:/, ''), namespace: 'builtin'}));
		build.onLoad({filter: /.*/, namespace: 'builtin'}, ({path: name}) => ({
			contents: `module.exports = nodeRequire('node:${name}');`,
		}));
	},
};

/** Several packages make a segmenter when they are loaded, which takes 20 ms, and need it for few texts or none. */
const prelude = `
class LazySegmenter {
	constructor(...options) { this.options = options; }
	segment(text) { return (this.made ??= new Intl.Segmenter(...this.options)).segment(text); }
}`;

const launcher = program => `#!/usr/bin/env node
'use strict';
// V8 lets young objects take up to 48 MB before it looks at them: 20 MB of resident memory for a tenth less work. Old ones it lets
// grow to several times what is in use: 90 to 120 MB by chance, where half as much again does.
require('node:v8').setFlagsFromString('--semi-space-growth-factor=1 --heap-growing-percent=50');
const fs = require('node:fs');
const {Script} = require('node:vm');
const file = require('node:path').join(__dirname, '${program}');
let cachedData;
try {
	cachedData = fs.readFileSync(file.replace(/js$/, 'bin'));
} catch {}
// The text is ASCII, and V8 refuses a cache of another version by itself.
const script = new Script(fs.readFileSync(file, 'latin1'), {filename: file, cachedData});
script.runInThisContext()(require, file, __dirname, {url: require('node:url').pathToFileURL(file).href});
`;

/** Written beside and renamed, so that a running build never shows half a file. */
function write(file, contents, mode = 0o644) {
	const temporary = `${file}.${process.pid}`;
	fs.writeFileSync(temporary, contents, {mode});
	fs.renameSync(temporary, file);
}

async function build(entry, directory) {
	const result = await esbuild.build({
		entryPoints: [entry],
		bundle: true,
		write: false,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		jsx: 'automatic',
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: 'none',
		define: {
			'process.env.NODE_ENV': '"production"',
			'process.env.DEV': '"false"',
			'import.meta': 'programMeta',
			'Intl.Segmenter': 'LazySegmenter',
		},
		plugins: [substitutions, builtins],
		logLevel: 'error',
	});
	// esbuild escapes what is not ASCII, but in regular expressions.
	const body = result.outputFiles[0].text.replace(
		/[^\x00-\x7f]/g,
		unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	const program = `(async (nodeRequire, __filename, __dirname, programMeta) => { const require = nodeRequire;${prelude}${body}\n})`;
	const hash = createHash('sha256').update(program).digest('hex').slice(0, 12);
	const name = `program.${hash}.js`;
	const {
		name: packageName,
		version,
		description,
		bin,
	} = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
	fs.mkdirSync(directory, {recursive: true});
	write(
		path.join(directory, 'package.json'),
		JSON.stringify({name: packageName, version, description, bin, type: 'commonjs'}),
	);
	write(path.join(directory, name), program);
	compile(path.join(directory, name));
	write(path.join(directory, 'cli.js'), launcher(name), 0o755);
	for (const file of fs.readdirSync(directory)) {
		if (/^program\.[0-9a-f]{12}\./.test(file) && !file.includes(hash)) fs.rmSync(path.join(directory, file));
	}
}

/** Without compiled code the program starts slower; nothing else changes. */
function compile(program) {
	const script = fileURLToPath(new URL('build-cache.js', import.meta.url));
	try {
		execFileSync(process.execPath, [script, program], {timeout: 10_000, stdio: ['ignore', 'ignore', 'pipe']});
	} catch (error) {
		process.stderr.write(`No compiled code for a faster start: ${error.stderr || error.message}\n`);
	}
}

const [entry = path.join(root, 'source/cli.ts'), directory = path.join(root, 'dist')] = process.argv.slice(2);
await build(entry, directory);
