/**
 * `node build-cache.js program.HASH.js`: runs the explorer's demo for a moment against a terminal that is not there, then
 * writes what V8 has compiled meanwhile to program.HASH.bin. So the cache holds what a start needs, and little else.
 */
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {pathToFileURL} from 'node:url';
import {setFlagsFromString} from 'node:v8';
import {Script} from 'node:vm';

// As the launcher has it: V8 refuses what was compiled under other flags.
setFlagsFromString('--semi-space-growth-factor=1 --heap-growing-percent=50');

const milliseconds = 700;

const program = path.resolve(process.argv[2]);
const script = new Script(fs.readFileSync(program, 'latin1'), {filename: program});

const nowhere = fs.openSync('/dev/null', 'w');
const terminal = () =>
	Object.assign(new PassThrough(), {isTTY: true, columns: 120, rows: 40, fd: nowhere, setRawMode() {}});
Object.defineProperty(process, 'stdin', {value: terminal()});
Object.defineProperty(process, 'stdout', {value: terminal().resume()});
process.argv = [process.execPath, path.join(path.dirname(program), 'cli.js'), '--demo'];

setTimeout(() => {
	const file = program.replace(/js$/, 'bin');
	fs.writeFileSync(`${file}.${process.pid}`, script.createCachedData());
	fs.renameSync(`${file}.${process.pid}`, file);
	process.exit(0);
}, milliseconds);

script.runInThisContext()(createRequire(program), program, path.dirname(program), {url: pathToFileURL(program).href});
