import type {Subject} from '../model/finding.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containersOf} from '../plan/of-host.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {comesAndGoes} from './conn-target-restarting.js';
import type {Rule} from './rule.js';
import {aboutContainer, aboutHost, measured} from './subjects.js';

/** Fewer say nothing of a rate. */
const fewest = 20;
/** So many tell that loss is not much. */
const fewestHeard = 10;
/** Percent from which it is high. */
const much = 20;

/** Sent and lost: of one run, or of the rounds of a repeated probe. */
function figures(probe: Probed): {readonly sent: number; readonly lost: number} | undefined {
	if (probe.kind !== 'ping') return undefined;
	if (probe.rounds) {
		const rounds = probe.rounds.filter(({result}) => ['ok', 'loss', 'timeout'].includes(result));
		return {sent: rounds.length, lost: rounds.filter(({result}) => result !== 'ok').length};
	}

	const {sent = 0, received = 0} = probe.result ?? {};
	return {sent, lost: sent - received};
}

function askerOf(probe: Probed, snapshot: Snapshot): Subject | undefined {
	const id = containerOf(probe);
	const container = id === undefined ? undefined : snapshot.containers.get(keyOf({host: probe.host, id}));
	const host = snapshot.hosts.get(probe.host);
	return container ? aboutContainer(container) : host && aboutHost(host);
}

/** Who has the address that was pinged, or the name, is there only now and then. */
function isAway({host, target, result}: Probed<'ping'>, snapshot: Snapshot): boolean {
	return containersOf(snapshot, host).some(
		container =>
			(container.name === target ||
				container.endpoints.some(({ipv4, ipv6}) => [ipv4, ipv6].includes(result?.address ?? target))) &&
			comesAndGoes(container, snapshot),
	);
}

export const perfPacketLoss: Rule = {
	id: 'perf-packet-loss',
	title: 'Packets get lost',
	why: 'A few per cent of loss make TCP crawl; what is lost is sent again, later.',
	severity: 'medium',
	skip: ({probes}) =>
		probes.some(probe => (figures(probe)?.sent ?? 0) >= fewestHeard)
			? undefined
			: `nothing was pinged ${fewestHeard} times`,
	*check(snapshot) {
		const newest = new Map(
			snapshot.probes.flatMap(probe => (probe.kind === 'ping' ? [[`${probe.from} ${probe.target}`, probe]] : [])),
		);
		for (const probe of newest.values()) {
			const {sent, lost} = figures(probe) ?? {sent: 0, lost: 0};
			const subject = askerOf(probe, snapshot);
			// What loses all is blocked, not lossy.
			if (!subject || sent < fewest || lost === 0 || lost === sent || isAway(probe, snapshot)) continue;
			const percent = Math.round((1000 * lost) / sent) / 10;
			yield {
				...(percent >= much && {severity: 'high' as const}),
				confidence: 'observed' as const,
				subject,
				message: `From ${probe.from} to ${probe.target} ${lost} of ${sent} packets (${percent} %) get lost.`,
				evidence: [
					measured(`ping ${probe.target} from ${probe.from}: lost`, `${lost} of ${sent}`, `0 of ${sent}`),
					evidenceOf(probe),
				],
			};
		}
	},
};
