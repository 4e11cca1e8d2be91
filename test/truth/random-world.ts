import type {LabEngine} from '../lab-engines.js';

/** A network to make: `options` for `docker network create`. */
export type WorldNetwork = {
	readonly name: string;
	/** Addresses on it begin with these. */
	readonly ipv4?: string;
	readonly ipv6?: string;
	readonly options: readonly string[];
};

/** A network, or a network mode without addresses. */
export type WorldPlace = {readonly network: string; readonly ipv4?: string; readonly ipv6?: string};

/** A container to make; the first place is given at the start, to the others it is connected then. */
export type WorldContainer = {
	readonly name: string;
	readonly places: readonly WorldPlace[];
	/** On each of its networks that has a name service. */
	readonly aliases: readonly string[];
	readonly image: string;
	readonly command: readonly string[];
	/** `8080`, `127.0.0.1:19701:8080`, `19801:5353/udp`. */
	readonly publish: readonly string[];
	readonly becomes?: 'stopped' | 'paused';
};

export type World = {readonly networks: readonly WorldNetwork[]; readonly containers: readonly WorldContainer[]};

export type Random = {
	/** From 0 to `end`, without it. */
	readonly below: (end: number) => number;
	readonly chance: (probability: number) => boolean;
	readonly pick: <Item>(items: readonly Item[]) => Item;
};

/** Mulberry32: the same numbers for the same seed. */
export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (end: number) => Math.floor(next() * end);
	return {below, chance: probability => next() < probability, pick: items => items[below(items.length)]!};
}

export const prefix = 'prediction';
export const ports = {tcp: 8080, udp: 5353};

/**
 * The release of an engine, and its host's addresses: on the lab's LAN, and on the default bridge. `wire`: of its macvlans, which are
 * on the same LAN as those of the others.
 */
export type EngineFacts = {
	readonly release: number;
	readonly lan: string;
	readonly bridge: string;
	readonly wire: string;
};

export const engines: Readonly<Partial<Record<LabEngine['name'], EngineFacts>>> = {
	a: {release: 20, lan: '10.77.0.11', bridge: '172.17.0.1', wire: '10.98.11.'},
	e26: {release: 26, lan: '10.77.0.26', bridge: '172.17.0.1', wire: '10.98.26.'},
	e28: {release: 28, lan: '10.77.0.28', bridge: '172.17.0.1', wire: '10.98.28.'},
	// No Docker release: it gets what all of them have.
	podman: {release: 20, lan: '10.77.0.40', bridge: '10.88.0.1', wire: '10.98.40.'},
};

const bridge = (key: string, value: string) => ['--opt', `com.docker.network.bridge.${key}=${value}`];
const closed = bridge('enable_icc', 'false');
const unmasked = bridge('enable_ip_masquerade', 'false');
const mode = (version: 4 | 6, value: string) => bridge(`gateway_mode_ipv${version}`, value);
const wire = ['--driver', 'macvlan', '--opt', 'parent=eth0'];

/** Kinds of networks by the first release that has them. */
const kinds: readonly {readonly name: string; readonly since: number; readonly options: readonly string[]}[] = [
	{name: 'plain', since: 20, options: []},
	{name: 'internal', since: 20, options: ['--internal']},
	{name: 'closed', since: 20, options: closed},
	{name: 'six', since: 20, options: ['--ipv6']},
	{name: 'closedsix', since: 20, options: ['--ipv6', ...closed]},
	{name: 'internalsix', since: 20, options: ['--ipv6', '--internal']},
	{name: 'unmasked', since: 20, options: unmasked},
	{name: 'wire', since: 20, options: wire},
	{name: 'onlysix', since: 28, options: ['--ipv4=false', '--ipv6']},
	{name: 'routed', since: 28, options: mode(4, 'routed')},
	{name: 'routedunmasked', since: 28, options: [...mode(4, 'routed'), ...unmasked]},
	{name: 'routedsix', since: 28, options: ['--ipv6', ...mode(6, 'routed')]},
	{name: 'unprotected', since: 28, options: mode(4, 'nat-unprotected')},
	{name: 'isolated', since: 28, options: ['--internal', ...mode(4, 'isolated')]},
];

function networksOf(random: Random, {release, wire: ofWire}: EngineFacts): readonly WorldNetwork[] {
	const possible = kinds.filter(({since}) => since <= release);
	const chosen = [kinds[0]!, kinds[1]!, ...Array.from({length: 5 + random.below(3)}, () => random.pick(possible))];
	// Old engines take one network for a parent.
	const wired = chosen.find(({options}) => options === wire);
	const allowed = chosen.filter((kind, index) => kind !== wired || index === chosen.indexOf(kind));
	return allowed.map(({name, options}, index) => {
		const ipv4 = options.includes('--ipv4=false') ? undefined : options === wire ? ofWire : `10.97.${index}.`;
		const ipv6 = options.includes('--ipv6') ? `fd97:0:0:${index}::` : undefined;
		const subnets = [...(ipv4 ? ['--subnet', `${ipv4}0/24`] : []), ...(ipv6 ? ['--subnet', `${ipv6}/64`] : [])];
		return {
			name: `${prefix}-${name}${index}`,
			...(ipv4 && {ipv4}),
			...(ipv6 && {ipv6}),
			options: [...options, ...subnets],
		};
	});
}

const images = ['lab/busybox', 'lab/busybox', 'lab/distroless', 'lab/noping'];

/** What listens: TCP on all addresses or on its own loopback only, UDP, or nothing. */
function commandOf(random: Random, image: string, port: number): readonly string[] {
	const labd = image === 'lab/noping' ? ['labd'] : [];
	const at = random.pick(['', '', '127.0.0.1', 'udp', undefined]);
	if (at === undefined || (at === 'udp' && image === 'lab/busybox'))
		return image === 'lab/distroless' ? ['sleep'] : ['sleep', 'infinity'];
	if (at === 'udp') return [...labd, 'udp', `${ports.udp}`];
	if (image === 'lab/busybox') return ['httpd', '-f', '-p', at === '' ? `${port}` : `${at}:${port}`];
	return [...labd, 'serve', ...(at === '' ? [] : ['-b', at]), `${port}`];
}

function ordinary(random: Random, index: number, networks: readonly WorldNetwork[], lan: string): WorldContainer {
	const image = random.pick(images);
	const own = Array.from({length: 1 + random.below(3)}, () => random.pick([undefined, ...networks]));
	const command = commandOf(random, image, ports.tcp);
	const address = random.pick(['', '', '127.0.0.1:', `${lan}:`]);
	const published = command.includes('udp')
		? `${address}${19800 + index}:${ports.udp}/udp`
		: `${address}${19700 + index}:${ports.tcp}`;
	const states = [undefined, 'stopped', 'paused'] as const;
	const becomes = states[[5, 6].indexOf(index) + 1];
	return {
		name: `${prefix}-c${index}`,
		places: [...new Set(own)].map(network => ({
			network: network?.name ?? 'bridge',
			...(network?.ipv4 && {ipv4: `${network.ipv4}${10 + index}`}),
			...(network?.ipv6 && {ipv6: `${network.ipv6}${10 + index}`}),
		})),
		aliases: random.chance(0.4) ? [`${prefix}-${random.pick(['api', 'db', 'cache'])}`] : [],
		image,
		command,
		publish: random.chance(0.5) ? [published] : [],
		...(becomes && {becomes}),
	};
}

/** The same for the same seed and engine: networks of mixed options, containers on one to three of them. */
export function worldOf(seed: number, facts: EngineFacts): World {
	const random = randomOf(seed);
	const networks = networksOf(random, facts);
	const many = Array.from({length: 14 + random.below(3)}, (_, index) => ordinary(random, index, networks, facts.lan));
	const plain = {aliases: [], image: 'lab/busybox', command: ['sleep', 'infinity'], publish: []};
	const sharing = [0, 1].map(number => ({
		...plain,
		name: `${prefix}-sidecar${number}`,
		places: [{network: `container:${prefix}-c${number}`}],
		command: commandOf(random, 'lab/busybox', 9090),
	}));
	const modes = ['host', 'none'].map(network => ({...plain, name: `${prefix}-${network}`, places: [{network}]}));
	return {networks, containers: [...many, ...sharing, ...modes]};
}
