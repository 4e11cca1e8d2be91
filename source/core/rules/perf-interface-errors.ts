import type {Evidence, Subject} from '../model/finding.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Interface} from '../probes/proc-interfaces.js';
import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, aboutHost, measured} from './subjects.js';

/** Fewer may be of the moment when the interface was made. */
const fewest = 20;
/** Per cent of the packets from which it is felt. */
const felt = 1;

type Seen = {readonly subject: Subject; readonly interface: Interface};

/** Of containers, and the host's way out: its bridges have their troubles from those. */
function seen(snapshot: Snapshot): readonly Seen[] {
	const routesOf = (place: {readonly host: string; readonly id: string}) =>
		snapshot.observations.get(keyOf(place))?.routes;
	const ofContainers = runningContainers(snapshot)
		.filter(({sharesNetworkOf, networkMode}) => !sharesNetworkOf && networkMode !== 'host')
		.flatMap(container => {
			const interfaces = routesOf(container)?.interfaces ?? [];
			return interfaces.map(each => ({subject: aboutContainer(container), interface: each}));
		});
	const ofHosts = [...snapshot.hosts.values()].flatMap(host => {
		const routes = routesOf({host: host.id, id: host.id});
		const out = routes?.interfaces.find(({name}) => name === routes.defaultGateway?.interface);
		return out ? [{subject: aboutHost(host), interface: out}] : [];
	});
	return [...ofContainers, ...ofHosts].filter(({interface: {name}}) => name !== 'lo');
}

type Direction = {readonly way: string; readonly packets: number; readonly lost: number; readonly evidence: Evidence};

/** What was received with errors, and what was not sent. Received packets are dropped on purpose, too: of protocols that nobody wants. */
function directions({subject, interface: found}: Seen): readonly Direction[] {
	const {name, rxErrors, txErrors, txDropped, rxPackets = 0, txPackets = 0} = found;
	const at = `${subject.name}: /proc/net/dev ${name}`;
	return [
		{
			way: 'received',
			packets: rxPackets + rxErrors,
			lost: rxErrors,
			evidence: measured(`${at}: receive errs`, `${rxErrors} of ${rxPackets + rxErrors} packets`, '0'),
		},
		{
			way: 'sent',
			packets: txPackets + txErrors + txDropped,
			lost: txErrors + txDropped,
			evidence: measured(
				`${at}: transmit errs and drop`,
				`${txErrors} and ${txDropped} of ${txPackets + txErrors + txDropped} packets`,
				'0',
			),
		},
	];
}

export const perfInterfaceErrors: Rule = {
	id: 'perf-interface-errors',
	title: 'An interface loses packets',
	why: 'What is lost is sent again, later: everything over that interface gets slow.',
	severity: 'medium',
	skip: snapshot => (seen(snapshot).length > 0 ? undefined : 'no interfaces were looked at'),
	*check(snapshot) {
		for (const each of seen(snapshot)) {
			const {subject, interface: found} = each;
			const lossy = directions(each).filter(({lost}) => lost >= fewest);
			if (lossy.length === 0) continue;
			const percent = ({lost, packets}: Direction) => Math.round((1000 * lost) / packets) / 10;
			yield {
				...(lossy.every(one => percent(one) < felt) && {severity: 'info' as const}),
				confidence: 'observed' as const,
				subject,
				message: `${found.name} of ${subject.name} lost ${lossy.map(one => `${one.lost} of the packets ${one.way} (${percent(one)} %)`).join(' and ')} since it is there.`,
				evidence: lossy.map(({evidence}) => evidence),
				fix: {
					title: 'See whether it goes on, and of which kind it is',
					commands: [`ip -s -s link show ${found.name}`, `ethtool -S ${found.name}`],
					sideEffects: [],
				},
			};
		}
	},
};
