import type {Verdict} from '../explain/explanation.js';
import type {Container, Endpoint} from '../model/container.js';
import {safe} from '../text/safe.js';
import type {Answer, ProbeOutcome, Vantage} from './probe.js';
import type {Probed} from './probed.js';

/** What each member is asked about each other: for a reply, for a connection to each port that it listens on, for its name. */
export const matrixKinds = ['ping', 'tcp', 'dns'] as const;
export type MatrixKind = (typeof matrixKinds)[number];

export function isMatrixKind(text: string): text is MatrixKind {
	return matrixKinds.some(kind => kind === text);
}

export const mostMembers = 100;

export type Member = {
	readonly container: Container;
	/** By tcp: the ports that it is asked for. */
	readonly ports?: OpenPorts;
};

/** TCP ports that others may connect to. `note`: a clause that tells where they are from, or why there are none. */
export type OpenPorts = {readonly ports: readonly number[]; readonly note?: string};

/** What was observed. */
export type Observed = {
	/** Undefined: there was nothing to ask. */
	readonly result: ProbeOutcome | undefined;
	/** One sentence for a person. */
	readonly message: string;
	/** Milliseconds, where the tool tells. */
	readonly ms?: number;
	readonly vantage?: Vantage;
	readonly tool?: string;
	readonly command?: string;
};

/** `observed` undefined: still to come. */
export type Ask = {
	/** As the probe takes it: an address, `address:port`, a name; empty where there is nothing to ask. */
	readonly target: string;
	readonly observed?: Observed;
	readonly predicted?: Verdict;
};

/** One direction between two members. By tcp, one question a port. */
export type MatrixCell = {readonly from: Container; readonly to: Container; readonly asks: readonly Ask[]};

export type Matrix = {
	readonly kind: MatrixKind;
	/** The network's name; undefined: of containers wherever they are. */
	readonly network?: string;
	readonly members: readonly Member[];
	/** All ordered pairs: the first member to all others, then the second. */
	readonly cells: readonly MatrixCell[];
	readonly startedAt: number;
	/** Undefined while under way. */
	readonly finishedAt?: number;
};

/** Of every member to every other; what cannot be asked is answered at once. `networkId`: whose addresses come first. */
export function cellsOf(kind: MatrixKind, members: readonly Member[], networkId?: string): readonly MatrixCell[] {
	return members.flatMap(({container: from}) =>
		members
			.filter(({container: to}) => to !== from)
			.map(to => ({from, to: to.container, asks: asksOf(kind, from, to, networkId)})),
	);
}

function asksOf(kind: MatrixKind, from: Container, {container: to, ports}: Member, networkId?: string): readonly Ask[] {
	const name = safe(to.name);
	if (kind === 'dns') return [{target: to.name}];
	const address = addressFor(from, to, networkId);
	if (address === undefined) {
		const why = to.state === 'running' ? 'it has no address of its own' : `it is ${to.state} and has no address`;
		return [unasked(`${name} was not asked: ${why}.`, 'not-permitted')];
	}

	if (kind === 'ping') return [{target: address}];
	if (!ports || ports.ports.length === 0) {
		return [unasked(`${name} was not asked: ${ports?.note ?? 'it listens on no TCP port that others could reach'}.`)];
	}

	return ports.ports.map(port => ({target: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`}));
}

function unasked(message: string, result?: Answer['result']): Ask {
	return {target: '', observed: {result, message}};
}

/** On the given network, else on one that both are on, else the first of all. */
function addressFor(from: Container, to: Container, networkId: string | undefined): string | undefined {
	const isShared = ({networkId: id}: Endpoint) => from.endpoints.some(own => own.networkId === id);
	const rank = (endpoint: Endpoint) => (endpoint.networkId === networkId ? 0 : isShared(endpoint) ? 1 : 2);
	return to.endpoints
		.toSorted((one, other) => rank(one) - rank(other))
		.flatMap(({ipv4, ipv6}) => ipv4 ?? ipv6 ?? [])[0];
}

/** A probe that is over, as a matrix keeps it. */
export function observedBy({result, vantage, tool, command}: Probed, ms: number | undefined): Observed {
	return {result: result?.result, message: result?.message ?? 'It was broken off.', ms, vantage, tool, command};
}

/** The matrix with one more answer: of the cell of that index, for that target. */
export function withAnswer(matrix: Matrix, index: number, target: string, observed: Observed): Matrix {
	const cell = matrix.cells[index]!;
	const asks = cell.asks.map(ask => (ask.target === target ? {...ask, observed} : ask));
	return {...matrix, cells: matrix.cells.with(index, {...cell, asks})};
}

/** Undefined on the diagonal. */
export function cellAt({members, cells}: Matrix, row: number, column: number): MatrixCell | undefined {
	if (row === column) return undefined;
	return cells[row * (members.length - 1) + column - (column > row ? 1 : 0)];
}

/** The first answer that is not `ok`, as soon as there is one. `nothing`: there was nothing to ask. */
export function verdictOf({asks}: MatrixCell): ProbeOutcome | 'nothing' | 'waiting' {
	const failed = asks.find(({observed}) => observed?.result !== undefined && observed.result !== 'ok');
	if (failed) return failed.observed!.result!;
	if (asks.some(({observed}) => !observed)) return 'waiting';
	return asks.some(({observed}) => observed?.result === 'ok') ? 'ok' : 'nothing';
}

/** The slowest answer, milliseconds. */
export function slowest({asks}: MatrixCell): number | undefined {
	const times = asks.flatMap(({observed}) => observed?.ms ?? []);
	return times.length > 0 ? Math.max(...times) : undefined;
}

/** Questions, not cells: by tcp a cell may have several. What could not be asked is neither ok nor failed. */
export function summaryOf({cells}: Matrix) {
	const asks = cells.flatMap(cell => cell.asks);
	const count = (test: (ask: Ask) => boolean) => asks.filter(test).length;
	return {
		total: asks.length,
		done: count(({observed}) => observed !== undefined),
		ok: count(({observed}) => observed?.result === 'ok'),
		failed: count(({observed}) => observed?.result !== undefined && observed.result !== 'ok'),
	};
}
