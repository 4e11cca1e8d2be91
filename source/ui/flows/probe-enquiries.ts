import type {Container} from '../../core/model/container.js';
import type {Snapshot} from '../../core/model/snapshot.js';
import {namesFor, portTargetsOf, type Target, targetsOf, webTargetsOf} from '../../core/names/targets.js';
import type {ProbeKind} from '../../core/probes/probed.js';

/** A way of asking for a probe: one key, one question, and what is offered as an answer. */
export type Enquiry = {
	readonly id: string;
	/** Without: among the other probes, and in the palette. */
	readonly key?: string;
	readonly hint?: string;
	/** `Ping from`: goes on with whom. */
	readonly purpose: string;
	/** Undefined where there is nothing to reach. */
	readonly target?: {
		readonly title: (from: string) => string;
		/** What may be typed. */
		readonly free: string;
		readonly offered: (container: Container, snapshot: Snapshot) => readonly Target[];
	};
	/** Which probe it is, by what was typed. */
	readonly kind: (target: string) => ProbeKind;
};

export const enquiries: readonly Enquiry[] = [
	{
		id: 'ping',
		key: 'p',
		hint: 'ping',
		purpose: 'Ping from',
		target: {title: from => `Ping from ${from} to`, free: 'a name or an address', offered: targetsOf},
		kind: () => 'ping',
	},
	{
		id: 'look-up',
		key: 'n',
		hint: 'name',
		purpose: 'Look up a name from',
		target: {title: from => `Look up, from ${from}, the name`, free: 'a name', offered: namesFor},
		kind: () => 'dns',
	},
	{
		id: 'connect-to',
		key: 't',
		hint: 'tcp',
		purpose: 'Try a TCP port or a URL from',
		target: {
			title: from => `Connect from ${from} to`,
			free: 'NAME:PORT or a URL',
			offered: webTargetsOf,
		},
		kind: target => (/^https?:\/\//i.test(target) ? 'http' : 'tcp'),
	},
	{
		id: 'udp',
		purpose: 'Try a UDP port from',
		target: {
			title: from => `Send UDP from ${from} to`,
			free: 'NAME:PORT',
			offered: (container, snapshot) => portTargetsOf(container, snapshot, 'udp'),
		},
		kind: () => 'udp',
	},
	{
		id: 'mtu',
		purpose: 'Path MTU from',
		target: {title: from => `Path MTU from ${from} to`, free: 'a name or an address', offered: targetsOf},
		kind: () => 'mtu',
	},
	{id: 'listeners', purpose: 'What listens in', kind: () => 'listeners'},
	{id: 'routes', purpose: 'Routes and interfaces of', kind: () => 'routes'},
	{
		id: 'trace',
		purpose: 'Trace a path from',
		target: {title: from => `Trace the path from ${from} to`, free: 'a name or an address', offered: targetsOf},
		kind: () => 'trace',
	},
];
