import type {Host} from '../model/host.js';

type DriverGuide = {
	/** What it is for, and what it cannot do. */
	readonly about: readonly string[];
	/** Why docknet cannot create one. */
	readonly notCreatable?: string;
};

const driverGuides: Readonly<Record<string, DriverGuide>> = {
	bridge: {
		about: [
			'Containers of one host that find each other by name; ports can be published, the outside is reached by NAT.',
			'Does not span hosts; containers of different bridges cannot reach each other.',
		],
	},
	overlay: {
		about: [
			'One network across the hosts of a swarm, for services and (attachable) single containers.',
			'Made on a manager only; needs 7946 and 4789/udp between the hosts, 50 bytes smaller packets (76 encrypted).',
		],
	},
	macvlan: {
		about: [
			'Containers with a MAC and an address of their own on the LAN, for programs that must be part of it.',
			'The host itself cannot reach them, Wi-Fi and most clouds drop them, ports are not published.',
		],
	},
	ipvlan: {
		about: [
			"Containers on the LAN behind the host's MAC (l2), or routed by the host (l3), where many MACs are not allowed.",
			'The host itself cannot reach them, l3 needs a route back on the router, ports are not published.',
		],
	},
	host: {
		about: ["A container in mode host uses the host's own network: fastest, nothing isolated, no published ports."],
		notCreatable: 'the one host network exists already: run a container with it (docker run --network host)',
	},
	none: {
		about: ['A container in mode none has only its loopback interface.'],
		notCreatable: 'the one none network exists already: run a container with it (docker run --network none)',
	},
};

const pluginGuide: DriverGuide = {
	about: ['A network plugin of this engine: its own documentation tells its options; the engine checks none of them.'],
};

export function driverGuide(driver: string): DriverGuide {
	return driverGuides[driver] ?? pluginGuide;
}

/** Every driver that a person may think of: Docker's own, then what else the engine lists. */
export function driverChoices(host: Host | undefined): readonly string[] {
	const plugins = (host?.drivers ?? []).filter(driver => !(driver in driverGuides) && driver !== 'null');
	return ['bridge', 'overlay', 'macvlan', 'ipvlan', ...plugins, 'host', 'none'];
}
