import {ruleCounters, toldBy} from '../core/firewall/rule-counter.js';
import type {Change} from '../core/model/change.js';
import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {networksOfNamespace} from '../core/names/resolve.js';
import type {Vantage} from '../core/probes/probe.js';
import {runningContainers} from '../core/rules/members.js';
import type {Examination} from './examine.js';
import {withoutTheOdd} from './without-the-odd.js';

const readingMs = 3000;

/**
 * The addresses of this machine, then its firewall, of both kinds: the engine need not use the tables that the machine's own
 * command shows.
 */
const script = `cat /proc/net/fib_trie; for each in iptables iptables-nft iptables-legacy; do echo "${toldBy}$each"; "$each-save" -c; done 2>/dev/null; true`;

/**
 * The rules of the host's firewall: for root on the engine's own machine only, which is so where a container's namespace can be
 * entered and the gateway of its bridge is an address of this machine. Elsewhere nothing is read.
 */
export async function observeFirewall(snapshot: Snapshot, examination: Examination): Promise<readonly Change[]> {
	const {engine, signal, now} = examination;
	const {host} = engine;
	const [known] = runningContainers(snapshot).flatMap(container => {
		const bridge = networksOfNamespace(container, snapshot).find(({network}) => network.driver === 'bridge');
		return bridge?.endpoint.gateway ? [{container: container.id, gateway: bridge.endpoint.gateway}] : [];
	});
	if (!known) return [];
	const run = (vantage: Vantage, argv: readonly string[]) =>
		withoutTheOdd(signal, () => engine.execute(vantage, argv, {timeoutMs: readingMs, signal}));
	const entered = await run({kind: 'namespace', host, container: known.container}, ['true']);
	if (entered?.exitCode !== 0) return [];
	const read = await run({kind: 'local', host}, ['sh', '-c', script]);
	const firewall = ruleCounters(read?.stdout ?? '');
	if (!read?.stdout.includes(`|-- ${known.gateway}\n`) || firewall.length === 0) return [];
	return [{type: 'observed', key: keyOf({host, id: host}), observation: {at: now(), firewall}}];
}
