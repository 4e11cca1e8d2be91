import type {ContainerId} from '../../../core/model/container.js';
import type {InterfaceCounters, Sample} from '../../../core/model/sample.js';
import {number, record, time} from './json.js';

/** The answer of /containers/ID/stats; undefined where the container does not run (time and counters are empty then). */
export function normalizeSample(container: ContainerId, json: unknown): Sample | undefined {
	const {read, networks} = record(json);
	const at = time(read);
	if (at === undefined) return undefined;
	const interfaces = Object.entries(record(networks))
		.filter(([name]) => name !== 'lo')
		.map(([name, counters]) => interfaceCounters(name, record(counters)));
	return {container, at, interfaces};
}

function interfaceCounters(name: string, counters: Readonly<Record<string, unknown>>): InterfaceCounters {
	return {
		name,
		rxBytes: number(counters.rx_bytes) ?? 0,
		rxPackets: number(counters.rx_packets) ?? 0,
		rxErrors: number(counters.rx_errors) ?? 0,
		rxDropped: number(counters.rx_dropped) ?? 0,
		txBytes: number(counters.tx_bytes) ?? 0,
		txPackets: number(counters.tx_packets) ?? 0,
		txErrors: number(counters.tx_errors) ?? 0,
		txDropped: number(counters.tx_dropped) ?? 0,
	};
}
