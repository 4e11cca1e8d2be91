/** A network to make: `options` for `docker network create`. */
export type WorldNetwork = {readonly name: string; readonly subnet: string; readonly options: readonly string[]};

/** A container to make; the first network, or mode, is given at the start, the others are connected then. */
export type WorldContainer = {
	readonly name: string;
	readonly networks: readonly string[];
	/** On each of its networks that has a name service. */
	readonly aliases: readonly string[];
	readonly image: string;
	readonly command: readonly string[];
	/** `8080` or `127.0.0.1:19701:8080`. */
	readonly publish: readonly string[];
	readonly stopped: boolean;
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

const bridge = (key: string) => `com.docker.network.bridge.${key}`;
/** Kinds of networks by the first release that has them. */
const kinds: readonly {readonly name: string; readonly since: number; readonly options: readonly string[]}[] = [
	{name: 'plain', since: 20, options: []},
	{name: 'internal', since: 20, options: ['--internal']},
	{name: 'closed', since: 20, options: ['--opt', `${bridge('enable_icc')}=false`]},
	{name: 'six', since: 20, options: ['--ipv6']},
	{name: 'unmasked', since: 20, options: ['--opt', `${bridge('enable_ip_masquerade')}=false`]},
	{name: 'routed', since: 28, options: ['--opt', `${bridge('gateway_mode_ipv4')}=routed`]},
	{name: 'unprotected', since: 28, options: ['--opt', `${bridge('gateway_mode_ipv4')}=nat-unprotected`]},
];

function networksOf(random: Random, release: number): readonly WorldNetwork[] {
	const possible = kinds.filter(({since}) => since <= release);
	const chosen = [kinds[0]!, kinds[1]!, ...Array.from({length: 4 + random.below(3)}, () => random.pick(possible))];
	return chosen.map(({name, options}, index) => ({
		name: `${prefix}-${name}${index}`,
		subnet: `10.97.${index}.0/24`,
		options: [...options, ...(options.includes('--ipv6') ? ['--subnet', `fd97:0:0:${index}::/64`] : [])],
	}));
}

const images = ['lab/busybox', 'lab/busybox', 'lab/distroless', 'lab/noping'];

/** What listens on 8080: on all addresses, on its own loopback only, or nothing. */
function commandOf(random: Random, image: string, port: number): readonly string[] {
	const at = random.pick(['', '', '127.0.0.1', undefined]);
	if (at === undefined) return image === 'lab/distroless' ? ['sleep'] : ['sleep', 'infinity'];
	if (image === 'lab/busybox') return ['httpd', '-f', '-p', at === '' ? `${port}` : `${at}:${port}`];
	return [...(image === 'lab/noping' ? ['labd'] : []), 'serve', ...(at === '' ? [] : ['-b', at]), `${port}`];
}

function ordinary(random: Random, index: number, networks: readonly WorldNetwork[]): WorldContainer {
	const image = random.pick(images);
	const names = ['bridge', ...networks.map(({name}) => name)];
	const count = 1 + random.below(3);
	const own = Array.from({length: count}, () => random.pick(names));
	const address = random.pick(['', '127.0.0.1:']);
	return {
		name: `${prefix}-c${index}`,
		networks: [...new Set(own)],
		aliases: random.chance(0.4) ? [`${prefix}-${random.pick(['api', 'db', 'cache'])}`] : [],
		image,
		command: commandOf(random, image, 8080),
		publish: random.chance(0.4) ? [`${address}${19700 + index}:8080`] : [],
		stopped: index === 5,
	};
}

/** The same for the same seed and release: networks of mixed options, containers on one to three of them. */
export function worldOf(seed: number, release: number): World {
	const random = randomOf(seed);
	const networks = networksOf(random, release);
	const many = Array.from({length: 14 + random.below(3)}, (_, index) => ordinary(random, index, networks));
	const plain = {aliases: [], image: 'lab/busybox', command: ['sleep', 'infinity'], publish: [], stopped: false};
	const sharing = [0, 1].map(number => ({
		...plain,
		name: `${prefix}-sidecar${number}`,
		networks: [`container:${prefix}-c${number}`],
		command: commandOf(random, 'lab/busybox', 9090),
	}));
	const modes = ['host', 'none'].map(mode => ({...plain, name: `${prefix}-${mode}`, networks: [mode]}));
	return {networks, containers: [...many, ...sharing, ...modes]};
}
