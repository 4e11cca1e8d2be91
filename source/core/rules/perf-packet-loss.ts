import type {Container} from '../model/container.js';
import type {Evidence, Subject} from '../model/finding.js';
import {groupBy} from '../model/group-by.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containersOf} from '../plan/of-host.js';
import {evidenceOf} from '../probes/evidence.js';
import type {Probed} from '../probes/probed.js';
import {askerOf} from './asker-of.js';
import {comesAndGoes} from './conn-target-restarting.js';
import {endsOf} from './ends-of-ping.js';
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

type Loss = {
	readonly probe: Probed<'ping'>;
	readonly sent: number;
	readonly lost: number;
	readonly percent: number;
};

function lossOf(probe: Probed<'ping'>): Loss | undefined {
	const {sent, lost} = figures(probe) ?? {sent: 0, lost: 0};
	// What loses all is blocked, not lossy.
	if (sent < fewest || lost === sent) return undefined;
	return {probe, sent, lost, percent: Math.round((1000 * lost) / sent) / 10};
}

function newestOf({probes}: Snapshot): readonly Probed<'ping'>[] {
	const pings = probes.flatMap(probe => (probe.kind === 'ping' ? [probe] : []));
	return [...new Map(pings.map(probe => [`${probe.from} ${probe.target}`, probe])).values()];
}

/** Who has the address that was pinged, or the name. */
function targetsOf({host, target, result}: Probed<'ping'>, snapshot: Snapshot): readonly Container[] {
	return containersOf(snapshot, host).filter(
		({name, endpoints}) =>
			name === target || endpoints.some(({ipv4, ipv6}) => [ipv4, ipv6].includes(result?.address ?? target)),
	);
}

/** How many measured ways to it or from it lost some packets, and not others. */
function lossesOf(container: Container | undefined, snapshot: Snapshot): number {
	const lossy = snapshot.probes.filter(
		probe =>
			probe.kind === 'ping' &&
			probe.host === container?.host &&
			probe.result?.result === 'loss' &&
			[askerOf(probe, snapshot), ...targetsOf(probe, snapshot)].includes(container),
	);
	return new Set(lossy.map(({from, target}) => `${from} ${target}`)).size;
}

export const losesPackets = (container: Container, snapshot: Snapshot) => lossesOf(container, snapshot) > 0;

type Blamed = {
	readonly loss: Loss;
	readonly subject: Subject;
	/** What the host lost to it. */
	readonly byHost?: Loss;
};

/**
 * Whose link drops: the host asks each end by itself, which passes the link of that end alone. Where it did not, or lost nothing
 * of either, it is told of who has a part in more of it, else of who asked.
 */
function blamedFor(loss: Loss, fromHost: readonly Loss[], snapshot: Snapshot): readonly Blamed[] {
	const {probe} = loss;
	const {asker, target} = endsOf(probe, snapshot);
	if (probe.place.kind === 'host' && target) return [{loss, subject: aboutContainer(target.container)}];
	const ends = asker && target ? [asker, target] : [];
	const measuredEnds = ends.flatMap(({container, endpoint: {ipv4, ipv6}}) => {
		const byHost = fromHost.find(({probe: {target}}) => target === ipv4 || target === ipv6);
		return byHost ? [{loss, subject: aboutContainer(container), byHost}] : [];
	});
	const lossy = measuredEnds.filter(({byHost}) => byHost.lost > 0);
	if (measuredEnds.length === 2 && lossy.length > 0) return lossy;
	const container = askerOf(probe, snapshot);
	const [other] = targetsOf(probe, snapshot);
	const end = other && lossesOf(other, snapshot) > lossesOf(container, snapshot) ? other : container;
	const host = snapshot.hosts.get(probe.host);
	return end ? [{loss, subject: aboutContainer(end)}] : host ? [{loss, subject: aboutHost(host)}] : [];
}

function messageOf(
	{loss: {probe, sent, lost, percent}, subject, byHost}: Blamed,
	[target]: readonly Container[],
): string {
	const to = target && target.name !== probe.target ? `${target.name} (${probe.target})` : probe.target;
	const told = `From ${probe.from} to ${to} ${lost} of ${sent} packets (${percent} %) get lost`;
	return byHost ? `${told}, and ${byHost.lost} of ${byHost.sent} from the host to ${subject.name} alone.` : `${told}.`;
}

const evidenceOfLoss = ({probe, sent, lost}: Loss): readonly Evidence[] => [
	measured(`ping ${probe.target} from ${probe.from}: lost`, `${lost} of ${sent}`, `0 of ${sent}`),
	evidenceOf(probe),
];

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
		const losses = newestOf(snapshot).flatMap(probe => lossOf(probe) ?? []);
		const fromHost = losses.filter(({probe: {place}}) => place.kind === 'host');
		const blamed = losses
			// Some are there only now and then.
			.filter(({probe, lost}) => lost > 0 && !targetsOf(probe, snapshot).some(each => comesAndGoes(each, snapshot)))
			.toSorted((one, other) => other.percent - one.percent)
			.flatMap(loss => blamedFor(loss, fromHost, snapshot));
		for (const [worst] of groupBy(blamed, ({subject}) => keyOf(subject)).values()) {
			const {loss, subject, byHost} = worst!;
			yield {
				...(loss.percent >= much && {severity: 'high' as const}),
				confidence: 'observed' as const,
				subject,
				message: messageOf(worst!, targetsOf(loss.probe, snapshot)),
				evidence: [...evidenceOfLoss(loss), ...(byHost ? evidenceOfLoss(byHost) : [])],
			};
		}
	},
};
