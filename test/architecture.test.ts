import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {basename, dirname, join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';
import {describe, expect, test} from 'vitest';

// The rooms of the house and what each may import; contributing.md draws the same table.

type Rules = {readonly rooms: readonly Room[]; readonly packages: readonly string[]};
type Room = 'errors' | 'core' | 'port' | 'docker' | 'simulated' | 'store' | 'actions' | 'commands' | 'ui' | 'door';

const rules: Record<Room, Rules> = {
	errors: {rooms: [], packages: []},
	core: {rooms: ['core'], packages: ['get-east-asian-width', 'ip-address']},
	port: {rooms: ['errors', 'core', 'port'], packages: []},
	docker: {rooms: ['errors', 'core', 'port', 'docker'], packages: ['dockerode', 'tar-stream', 'node:*']},
	simulated: {rooms: ['errors', 'core', 'port', 'simulated'], packages: []},
	store: {rooms: ['errors', 'core', 'port', 'store'], packages: []},
	actions: {rooms: ['errors', 'core', 'port', 'store', 'actions'], packages: ['env-paths', 'node:*']},
	commands: {rooms: ['errors', 'core', 'port', 'store', 'actions', 'commands'], packages: []},
	ui: {
		rooms: ['errors', 'core', 'port', 'store', 'actions', 'ui'],
		packages: ['ink', 'react', 'ink-table', 'ink-text-input'],
	},
	door: {
		rooms: ['errors', 'core', 'port', 'docker', 'simulated', 'store', 'actions', 'commands', 'ui', 'door'],
		packages: ['meow', 'node:*'],
	},
};

/** What one file or folder may import beyond its room, with the reason. */
const exceptions: readonly {readonly path: string; readonly rooms?: readonly Room[]; readonly packages?: string[]}[] = [
	// It waits between two readings.
	{path: 'commands/stats.ts', packages: ['node:*']},
	// These two hold the real terminal and the process.
	{path: 'ui/terminal/', packages: ['node:*']},
	{path: 'ui/run.tsx', packages: ['node:*']},
];

const maxLines = 300;

function roomOf(path: string): Room {
	const [first, second] = path.split('/');
	if (path === 'errors.ts' || path === 'errors.js') return 'errors';
	if (first === 'engine') return second === 'docker' || second === 'simulated' ? second : 'port';
	if (first !== undefined && second !== undefined && first in rules) return first as Room;
	return 'door';
}

/** Static and dynamic imports, `import type`, re-exports. */
function importsOf(text: string): readonly string[] {
	return ts.preProcessFile(text, true, true).importedFiles.map(({fileName}) => fileName);
}

/** Why the file (its path in source/) may not import this; undefined: it may. */
function objection(path: string, imported: string): string | undefined {
	const room = roomOf(path);
	const more = exceptions.filter(exception => path.startsWith(exception.path));
	if (imported.startsWith('.')) {
		const target = posix.join(posix.dirname(path), imported);
		const rooms = [...rules[room].rooms, ...more.flatMap(exception => exception.rooms ?? [])];
		if (target.startsWith('..') ? room === 'door' : rooms.includes(roomOf(target))) return undefined;
		return `source/${path} imports ${target}, but ${room} may import only: ${rooms.join(', ') || 'nothing'}`;
	}
	const packages = [...rules[room].packages, ...more.flatMap(exception => exception.packages ?? [])];
	const name = imported.startsWith('node:') ? 'node:*' : packageOf(imported);
	if (packages.includes(name)) return undefined;
	return `source/${path} imports ${imported}, but ${room} may name only these packages: ${packages.join(', ') || 'none'}`;
}

function packageOf(imported: string): string {
	return imported.split('/', imported.startsWith('@') ? 2 : 1).join('/');
}

const root = fileURLToPath(new URL('../source/', import.meta.url));
const files = readdirSync(root, {recursive: true, encoding: 'utf8'})
	.filter(path => /\.tsx?$/.test(path))
	.sort()
	.map(path => ({path, text: readFileSync(join(root, path), 'utf8')}));

function parse({path, text}: {path: string; text: string}): ts.SourceFile {
	return ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
}

describe('the checks themselves', () => {
	test('see every kind of import', () => {
		const text = `
			import {a} from './a.js';
			import type {B} from './b.js';
			import './c.js';
			export {d} from './d.js';
			export type * from './e.js';
			const f = await import('./f.js');
			type G = import('./g.js').G;
		`;
		expect([...importsOf(text)].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => `./${name}.js`));
	});

	test.each([
		['core/rules/x.ts', '../../engine/engine.js'],
		['core/text/x.ts', 'node:fs'],
		['core/text/x.ts', '../../errors.js'],
		['engine/engine.ts', './docker/engine.js'],
		['engine/simulated/engine.ts', '../docker/engine.js'],
		['store/feed.ts', '../engine/docker/engine.js'],
		['store/feed.ts', '../actions/apply-plan.js'],
		['actions/apply-plan.ts', '../ui/state.js'],
		['commands/ls.ts', '../ui/run.js'],
		['commands/ls.ts', '../engine/docker/engine.js'],
		['commands/ls.ts', 'react'],
		['ui/panes/networks.ts', '../../engine/simulated/engine.js'],
		['ui/panes/networks.ts', '../../commands/ls.js'],
		['ui/app.tsx', 'node:process'],
		['ui/app.tsx', '../cli.js'],
		['actions/record.ts', '../../package.json'],
	])('%s may not import %s', (path, imported) => {
		expect(objection(path, imported)).toContain(`source/${path} imports`);
	});

	test.each([
		['core/rules/x.ts', '../model/snapshot.js'],
		['engine/docker/engine.ts', 'node:net'],
		['store/feed.ts', '../engine/engine.js'],
		['actions/apply-plan.ts', '../errors.js'],
		['commands/command.ts', '../engine/engine.js'],
		['ui/app.tsx', 'react/jsx-runtime'],
		['ui/terminal/writer.ts', 'node:fs'],
		['ui/run.tsx', 'node:process'],
		['cli.ts', './engine/docker/engine.js'],
		['cli.ts', '../package.json'],
	])('%s may import %s', (path, imported) => {
		expect(objection(path, imported)).toBeUndefined();
	});
});

test('every import is allowed', () => {
	expect(files.length).toBeGreaterThan(0);
	const objections = files.flatMap(({path, text}) => importsOf(text).map(imported => objection(path, imported)));
	expect(objections.filter(Boolean)).toEqual([]);
});

/** What a file runs when it is loaded: `import type` is left out. */
function loadedBy(file: {path: string; text: string}): readonly string[] {
	return parse(file).statements.flatMap(statement => {
		if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
		const {importClause: clause, moduleSpecifier} = statement;
		const names = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
		const isType = names.length > 0 && !clause?.name && names.every(({isTypeOnly}) => isTypeOnly);
		return clause?.isTypeOnly || isType ? [] : [moduleSpecifier.text];
	});
}

test('no file that imports Ink is in a cycle: its top-level await would wait for itself, and the program end without a word', () => {
	const withoutEnding = (path: string) => path.replace(/\.(js|tsx?)$/, '');
	const loads = new Map(
		files.map(file => {
			const imported = loadedBy(file).map(each =>
				each.startsWith('.') ? withoutEnding(posix.join(posix.dirname(file.path), each)) : each,
			);
			return [withoutEnding(file.path), imported] as const;
		}),
	);
	const reachable = (from: string, known = new Set<string>()): ReadonlySet<string> => {
		for (const next of loads.get(from) ?? []) if (!known.has(next)) reachable(next, known.add(next));
		return known;
	};
	const drawing = [...loads].filter(([, imported]) => imported.includes('ink')).map(([path]) => path);
	expect(drawing.length).toBeGreaterThan(5);
	expect(drawing.filter(path => reachable(path).has(path))).toEqual([]);
});

test('audit and explain stand on the rules, which know neither', () => {
	const above = files
		.filter(({path}) => path.startsWith('core/rules/'))
		.flatMap(({path, text}) => importsOf(text).map(imported => posix.join(posix.dirname(path), imported)))
		.filter(target => /^core\/(audit|explain)\//.test(target));
	expect(above).toEqual([]);
});

test(`no file is longer than ${maxLines} lines`, () => {
	const long = files.map(({path, text}) => ({path, lines: text.trimEnd().split('\n').length}));
	expect(long.filter(({lines}) => lines > maxLines)).toEqual([]);
});

test('no file only passes on what others export', () => {
	const isBarrel = (file: {path: string; text: string}) => {
		const statements = parse(file).statements.filter(statement => !ts.isImportDeclaration(statement));
		return statements.length > 0 && statements.every(ts.isExportDeclaration);
	};
	expect(files.filter(isBarrel).map(({path}) => path)).toEqual([]);
});

test('only ui/input.ts listens to keys', () => {
	const listening = files.filter(({text}) => /\buseInput\b/.test(text)).map(({path}) => path);
	expect(listening.filter(path => path !== 'ui/input.ts')).toEqual([]);
});

describe('lists', () => {
	const lists = files.filter(({path}) => basename(path) === 'all.ts');

	test.each(lists.map(({path}) => path))('%s has every entry of its folder', path => {
		const inList = new Set(listed(path).map(({file}) => file));
		const left = files.filter(({path: file}) => dirname(file) === dirname(path) && !inList.has(file)).filter(isEntry);
		expect(left.map(file => `source/${file.path} is not listed in source/${path}`)).toEqual([]);
	});

	test('every file beside a list is used by somebody', () => {
		const used = new Set(
			files.flatMap(({path, text}) => importsOf(text).map(imported => sourceOf(dirname(path), imported))),
		);
		const folders = new Set(lists.map(({path}) => dirname(path)));
		const beside = files.map(({path}) => path).filter(path => folders.has(dirname(path)) && !path.endsWith('/all.ts'));
		expect(beside.filter(path => !used.has(path))).toEqual([]);
	});

	test.each(lists.map(({path}) => path))('ids of %s are the names of their files', path => {
		const wrong = listed(path).flatMap(({file, name}) => {
			const id = idOf(file, name);
			const expected = basename(file).replace(/\.tsx?$/, '');
			return id === undefined || id === expected ? [] : [`source/${file}: ${name} has the id ${id}, not ${expected}`];
		});
		expect(wrong).toEqual([]);
	});
});

/** The path of the file that an import means. */
function sourceOf(folder: string, imported: string): string {
	const stem = posix.join(folder, imported).replace(/\.js$/, '');
	return existsSync(join(root, `${stem}.tsx`)) ? `${stem}.tsx` : `${stem}.ts`;
}

/** What a list imports as values from files of its own folder. */
function listed(path: string): readonly {readonly file: string; readonly name: string}[] {
	const list = files.find(file => file.path === path)!;
	return parse(list).statements.flatMap(statement => {
		if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
		const bindings = statement.importClause?.namedBindings;
		const file = sourceOf(dirname(path), statement.moduleSpecifier.text);
		if (!bindings || !ts.isNamedImports(bindings) || dirname(file) !== dirname(path)) return [];
		return bindings.elements.map(({name, propertyName}) => ({file, name: (propertyName ?? name).text}));
	});
}

/** Whether it exports an object that is called like the file. */
function isEntry({path, text}: {path: string; text: string}): boolean {
	const names = [...text.matchAll(/^export const (\w+)/gm)].map(match => match[1]!);
	return names.some(name => idOf(path, name) === basename(path).replace(/\.tsx?$/, ''));
}

/** The `id` (of a command: `name`) written in an exported object; undefined where it has none. */
function idOf(path: string, name: string): string | undefined {
	const file = files.find(candidate => candidate.path === path);
	const declarations = file ? parse(file).statements.filter(ts.isVariableStatement) : [];
	const value = declarations
		.flatMap(statement => statement.declarationList.declarations)
		.find(declaration => ts.isIdentifier(declaration.name) && declaration.name.text === name)?.initializer;
	if (!value || !ts.isObjectLiteralExpression(value)) return undefined;
	const key = path.startsWith('commands/') ? 'name' : 'id';
	const property = value.properties
		.filter(ts.isPropertyAssignment)
		.find(candidate => ts.isIdentifier(candidate.name) && candidate.name.text === key);
	return property && ts.isStringLiteral(property.initializer) ? property.initializer.text : undefined;
}
