import {describe, expect, test} from 'vitest';
import {
	cellAt,
	cellsOf,
	type Matrix,
	type MatrixKind,
	type Member,
	slowest,
	summaryOf,
	verdictOf,
	withAnswer,
} from '../../../source/core/probes/matrix.js';
import {openPorts} from '../../../source/core/probes/matrix-ports.js';
import {cellText, shortNames, summaryText, tableLines, troublesOf} from '../../../source/core/probes/matrix-text.js';
import {ascii} from '../../../source/core/text/glyphs.js';
import {someContainer, someEndpoint} from '../../store/objects.js';

const on = (name: string, ...endpoints: Parameters<typeof someEndpoint>[]): Member => ({
	container: someContainer(name, {endpoints: endpoints.map(given => someEndpoint(...given))}),
});
const members = ['a', 'b', 'c'].map((name, index) => on(`shop-${name}`, ['front', {ipv4: `10.0.0.${index + 2}`}]));

function matrixOf(kind: MatrixKind = 'ping', who: readonly Member[] = members): Matrix {
	return {kind, network: 'front', members: who, cells: cellsOf(kind, who, 'front'), startedAt: 0};
}

const targets = (kind: MatrixKind, who: readonly Member[]) =>
	cellsOf(kind, who, undefined).map(({from, to, asks}) => [from.name, to.name, asks.map(({target}) => target)]);

describe('what each is asked', () => {
	test('every ordered pair, by address or by name', () => {
		expect(targets('ping', members.slice(0, 2))).toEqual([
			['shop-a', 'shop-b', ['10.0.0.3']],
			['shop-b', 'shop-a', ['10.0.0.2']],
		]);
		expect(targets('dns', members).map(([, , asked]) => asked)[0]).toEqual(['shop-b']);
		expect(targets('ping', members)).toHaveLength(6);
	});

	test('on a network that both are on, before any other; IPv6 where there is no IPv4', () => {
		const both = on('both', ['back', {ipv4: '10.1.0.2'}], ['front', {ipv4: '10.0.0.9'}]);
		const six = on('six', ['front', {ipv4: undefined, ipv6: 'fd00::6'}]);
		expect(targets('ping', [members[0]!, both])).toContainEqual(['shop-a', 'both', ['10.0.0.9']]);
		expect(targets('ping', [on('far', ['else', {ipv4: '10.9.0.1'}]), both])).toContainEqual([
			'far',
			'both',
			['10.1.0.2'],
		]);
		expect(targets('ping', [members[0]!, six])).toContainEqual(['shop-a', 'six', ['fd00::6']]);
		expect(targets('tcp', [members[0]!, {...six, ports: {ports: [80]}}])).toContainEqual([
			'shop-a',
			'six',
			['[fd00::6]:80'],
		]);
	});

	test('each listening port; nobody is asked for none', () => {
		const web: Member = {...members[1]!, ports: {ports: [80, 443]}};
		const idle: Member = {...members[2]!, ports: {ports: [], note: 'it listens on no TCP port'}};
		const cells = cellsOf('tcp', [members[0]!, web, idle]);
		expect(cells[0]!.asks.map(({target}) => target)).toEqual(['10.0.0.3:80', '10.0.0.3:443']);
		expect(verdictOf(cells[1]!)).toBe('nothing');
		expect(cells[1]!.asks[0]!.observed?.message).toBe('shop-c was not asked: it listens on no TCP port.');
	});

	test('who has no address is no broken network', () => {
		const gone: Member = {
			container: someContainer('gone', {state: 'exited', endpoints: [someEndpoint('front', {ipv4: undefined})]}),
		};
		const [cell] = cellsOf('ping', [members[0]!, gone]);
		expect(verdictOf(cell!)).toBe('not-permitted');
		expect(cell!.asks[0]!.observed?.message).toBe('gone was not asked: it is exited and has no address.');
	});
});

describe('ports', () => {
	const listens = (address: string, port: number) => ({protocol: 'tcp', family: 4, address, port}) as const;
	const {container} = members[0]!;

	test.each([
		[[listens('0.0.0.0', 80), listens('127.0.0.1', 9000), listens('0.0.0.0', 22)], {ports: [22, 80]}],
		[[listens('127.0.0.1', 9000)], {ports: [], note: 'it listens on its loopback interface only (9000)'}],
		[[{...listens('0.0.0.0', 53), protocol: 'udp'} as const], {ports: [], note: 'it listens on no TCP port'}],
	])('%j', (listeners, expected) => {
		expect(openPorts(container, {result: 'ok', message: '', listeners})).toEqual(expected);
	});

	test('what is exposed, where nobody could look', () => {
		const ports = [
			{containerPort: 80, protocol: 'tcp'},
			{containerPort: 53, protocol: 'udp'},
		];
		const unread = {result: 'tool-missing', message: '', listeners: []} as const;
		expect(openPorts({...container, ports}, unread)).toEqual({
			ports: [80],
			note: 'what listens there could not be read: these are the ports that it exposes',
		});
		expect(openPorts(container, unread).ports).toEqual([]);
	});
});

test('answers, where they belong', () => {
	let matrix = matrixOf();
	expect(cellAt(matrix, 1, 1)).toBeUndefined();
	for (const [row, column] of [
		[0, 1],
		[0, 2],
		[1, 0],
		[2, 1],
	] as const) {
		const cell = cellAt(matrix, row, column)!;
		expect([cell.from, cell.to]).toEqual([members[row]!.container, members[column]!.container]);
	}

	matrix = withAnswer(matrix, 0, '10.0.0.3', {result: 'ok', message: 'a reaches b.', ms: 0.1234});
	matrix = withAnswer(matrix, 1, '10.0.0.4', {result: 'timeout', message: 'a gets no reply from c.'});
	expect(summaryOf(matrix)).toEqual({total: 6, done: 2, ok: 1, failed: 1});
	expect(summaryText(matrix)).toBe('1 ok, 1 failed, 4 not asked of 6');
	expect(troublesOf(matrix)).toEqual(['a gets no reply from c.']);
	expect(tableLines(matrix, 80)).toEqual([
		'        a       b       c',
		'a            0.12 timeout',
		'b       …               …',
		'c       …       …',
	]);
});

test('one port that fails fails the pair, and the slowest counts', () => {
	const web: Member = {...members[1]!, ports: {ports: [80, 443]}};
	let matrix = matrixOf('tcp', [{...members[0]!, ports: {ports: []}}, web]);
	matrix = withAnswer(matrix, 0, '10.0.0.3:80', {result: 'ok', message: '', ms: 3});
	expect(verdictOf(matrix.cells[0]!)).toBe('waiting');
	const refused = withAnswer(matrix, 0, '10.0.0.3:443', {result: 'refused', message: ''});
	expect(verdictOf(refused.cells[0]!)).toBe('refused');
	const open = withAnswer(matrix, 0, '10.0.0.3:443', {result: 'ok', message: '', ms: 12});
	expect([verdictOf(open.cells[0]!), slowest(open.cells[0]!)]).toEqual(['ok', 12]);
});

test('a cell tells apart without colour', () => {
	const [first] = matrixOf().cells;
	const said = (result: 'ok' | 'refused' | 'not-permitted' | 'no-name', ms?: number, cells = 4) =>
		cellText({...first!, asks: [{target: 'x', observed: {result, message: '', ms}}]}, cells).text;
	expect([
		said('ok', 0.04),
		said('ok', 12.53),
		said('ok', 250),
		said('ok', 1234),
		said('ok', 12_345),
		said('ok'),
	]).toEqual(['0.04', '12.5', '250', '1.2s', '12s', '✓']);
	expect([said('refused'), said('not-permitted'), said('no-name'), said('refused', undefined, 7)]).toEqual([
		'✗ref',
		'?not',
		'✗no-',
		'refused',
	]);
	expect(cellText(first, 4, ascii).text).toBe('~');
});

test('names that share a beginning', () => {
	expect(shortNames(['shop-web-1', 'shop-worker-1'])).toEqual(['web-1', 'worker-1']);
	expect(shortNames(['web', 'db'])).toEqual(['web', 'db']);
	expect(shortNames(['app', 'app-db'])).toEqual(['app', 'app-db']);
	expect(shortNames(['x-', 'x-1'])).toEqual(['x-', '1']);
});

test('too many for the width: numbers, then nothing rather than a part', () => {
	const many = Array.from({length: 12}, (_, index) => on(`container-number-${index}-of-them`));
	const wide = tableLines(matrixOf('ping', many), 80)!;
	expect(wide[0]).toMatch(/^ +1 +2 +3 .* 12$/);
	expect(wide[12]).toMatch(/^12 /);
	for (const line of wide) expect(line.length).toBeLessThanOrEqual(80);
	expect(tableLines(matrixOf('ping', many), 40)).toBeUndefined();
});
