import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {oneLine, unreachable} from './connect-failure.js';
import {readContextTls, type TlsMaterial} from './tls.js';

export type Context = {readonly address: string; readonly tls?: TlsMaterial};

/** `currentContext` of the Docker configuration folder; undefined without one. */
export function currentContext(folder: string): string | undefined {
	const path = join(folder, 'config.json');
	const text = readIfThere(path);
	if (text === undefined || text.trim() === '') return;
	const config = parse(text);
	if (config === undefined) {
		throw unreachable(
			'bad-configuration',
			`${path} is not valid JSON, so the current context is unknown.`,
			`Mend it: ${path}`,
			'Or name the engine: docknet -c default, docknet -c CONTEXT, docknet -H unix:///var/run/docker.sock',
		);
	}

	const name = fieldOf(config, 'currentContext');
	return typeof name === 'string' && name ? name : undefined;
}

/** Where the context points, with its certificates. `default` is no context: callers leave it out. */
export function readContext(name: string, folder: string): Context {
	const hash = createHash('sha256').update(name).digest('hex');
	const path = join(folder, 'contexts', 'meta', hash, 'meta.json');
	const text = readIfThere(path);
	if (text === undefined) {
		throw unreachable(
			'bad-context',
			`There is no context '${oneLine(name)}' in ${folder}.`,
			'Which there are: docker context ls',
			'Without a context: docknet -c default',
		);
	}

	const endpoint = fieldOf(fieldOf(parse(text), 'Endpoints'), 'docker');
	const address = fieldOf(endpoint, 'Host');
	if (typeof address !== 'string' || !address) {
		throw unreachable(
			'bad-context',
			`The context '${oneLine(name)}' names no engine (${path}).`,
			`Look at it: docker context inspect ${oneLine(name)}`,
		);
	}

	const skipVerify = fieldOf(endpoint, 'SkipTLSVerify') === true;
	const tls = readContextTls(join(folder, 'contexts', 'tls', hash, 'docker'), !skipVerify);
	return {address, ...(skipVerify || tls.ca || tls.certificate || tls.key ? {tls} : {})};
}

function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') return;
		throw unreachable('bad-configuration', `${path} cannot be read (${code}).`, `See who may: ls -l ${path}`);
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) ?? {};
	} catch {
		return;
	}
}

function fieldOf(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
