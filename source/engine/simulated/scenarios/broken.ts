import {type Blueprint, type ContainerPlan, onLoopback, published, serves} from '../blueprint.js';

/** Fills a network: as many quiet containers as asked for. */
function crowd(network: string, count: number): readonly ContainerPlan[] {
	return Array.from({length: count}, (_, index) => ({
		name: `${network}-${index + 1}`,
		image: 'alpine:3.20',
		networks: {[network]: {}},
	}));
}

const wide = '宽字符网络の名前';
const long = 'x'.repeat(255);

/** Names that would take over a careless screen: colours and erasure, text from right to left, wide and joined characters. */
const hostile = {
	ansi: '\u001b[31;5mred\u001b[2J\u001b]0;owned\u0007',
	bidi: '\u202egnirts desrever\u202c',
	emoji: '👩‍👩‍👧‍👦🏳️‍🌈🔥',
	wide,
	long,
	lines: 'first\nsecond\r\tthird',
};

/** One of every fault that an engine's own answers can show. */
export const broken: Blueprint = {
	images: [
		{name: 'alpine:3.20', kit: 'busybox', command: 'sleep infinity'},
		{name: 'busybox:1.36', kit: 'busybox', command: 'sh'},
		{name: 'nicolaka/netshoot:latest', kit: 'netshoot', command: 'zsh'},
		{name: 'example/api:1', kit: 'iputils', command: 'api', listens: [serves(8080, 'api')]},
		{name: 'example/api:2', kit: 'iputils', command: 'api', listens: [serves(8080, 'api')]},
		{name: 'example/static:1', kit: 'distroless', command: '/static', listens: [serves(8080, 'static')]},
	],
	networks: [
		{name: 'overlap-wide', subnets: ['10.50.0.0/16']},
		{name: 'overlap-narrow', subnets: ['10.50.8.0/24']},
		{name: 'nearly-full', subnets: ['10.60.0.0/29']},
		{name: 'full', subnets: ['10.60.0.8/29']},
		{name: 'same-alias', subnets: ['10.61.0.0/24']},
		{name: 'no-icc', subnets: ['10.62.0.0/24'], options: {'com.docker.network.bridge.enable_icc': 'false'}},
		{name: 'closed', subnets: ['10.63.0.0/24'], internal: true},
		{
			name: 'lan',
			driver: 'macvlan',
			subnets: [{cidr: '192.168.50.0/24', gateway: '192.168.50.1', auxiliary: {printer: '192.168.50.9'}}],
			options: {parent: 'eth0'},
		},
		{name: 'jumbo', subnets: ['10.66.0.0/24'], options: {'com.docker.network.driver.mtu': '9000'}},
		{name: 'unused', subnets: ['10.64.0.0/24']},
		{name: 'hostile', subnets: ['10.65.0.0/24', 'fd00:65::/64'], labels: hostile},
	],
	containers: [
		{name: 'overlap-client', image: 'alpine:3.20', networks: {'overlap-wide': {}, 'overlap-narrow': {}}},
		{name: 'overlap-server', image: 'example/api:1', networks: {'overlap-narrow': {aliases: ['server']}}},
		...crowd('nearly-full', 4),
		...crowd('full', 5),
		{
			name: 'full-late',
			image: 'alpine:3.20',
			networks: {full: {}},
			state: 'created',
			error: "failed to set up container networking: no available IPv4 addresses on this network's address pools: full",
		},
		{name: 'api-old', image: 'example/api:1', networks: {'same-alias': {aliases: ['api']}}, minutes: 90_000},
		{
			name: 'api-new',
			image: 'example/api:2',
			networks: {'same-alias': {aliases: ['api']}},
			listens: [serves(9090, 'api')],
			minutes: 12,
		},
		{
			name: 'deaf-server',
			image: 'example/api:1',
			networks: {'same-alias': {}},
			ports: published(8081, 8080),
			listens: [],
		},
		{
			name: 'loopback-server',
			image: 'example/api:1',
			networks: {'same-alias': {}},
			listens: [onLoopback(serves(8080, 'api'))],
		},
		{
			name: 'stopped-server',
			image: 'example/api:1',
			networks: {'same-alias': {aliases: ['orders'], ipv4: '10.61.0.77'}},
			state: 'exited',
			exitCode: 3,
			minutes: 14,
		},
		{
			name: 'unhealthy-server',
			image: 'example/api:2',
			networks: {'same-alias': {aliases: ['stock']}},
			health: 'unhealthy',
			ports: published(8080, 8080),
			traffic: {receives: 4_000, sends: 2_500},
		},
		{
			name: 'restarting-server',
			image: 'example/api:2',
			networks: {'same-alias': {aliases: ['prices']}},
			state: 'restarting',
			exitCode: 1,
			minutes: 0,
		},
		{name: 'paused-server', image: 'example/api:1', networks: {'same-alias': {}}, state: 'paused'},
		{name: 'icc-client', image: 'alpine:3.20', networks: {'no-icc': {}}},
		{name: 'icc-server', image: 'example/api:1', networks: {'no-icc': {aliases: ['server']}}},
		{name: 'jumbo-client', image: 'example/api:1', networks: {jumbo: {}}},
		{name: 'jumbo-server', image: 'example/api:1', networks: {jumbo: {}}, mtu: 1400},
		{name: 'closed-client', image: 'alpine:3.20', networks: {closed: {}}},
		{name: 'lonely', image: 'alpine:3.20', mode: 'none'},
		{name: 'nameless-1', image: 'alpine:3.20', networks: {bridge: {}}},
		{name: 'nameless-2', image: 'example/static:1', networks: {bridge: {}}},
		{
			name: 'port-taken',
			image: 'example/api:1',
			networks: {'same-alias': {}},
			ports: published(8080, 8080),
			state: 'created',
			error:
				'failed to set up container networking: driver failed programming external connectivity on endpoint port-taken: Bind for 0.0.0.0:8080 failed: port is already allocated',
		},
		{
			name: 'network-gone',
			image: 'example/api:1',
			networks: {removed: {aliases: ['reports']}},
			state: 'exited',
			exitCode: 128,
			error: 'failed to set up container networking: network removed not found',
			minutes: 60,
		},
		{
			name: 'on-lan',
			image: 'alpine:3.20',
			networks: {lan: {ipv4: '192.168.50.20'}},
			traffic: {receives: 900, sends: 300},
		},
		{
			name: 'lossy',
			image: 'example/api:1',
			networks: {'same-alias': {aliases: ['lossy']}},
			traffic: {receives: 70_000, sends: 55_000, dropShare: 0.02, errorShare: 0.004},
		},
		{
			name: 'hostile-labels',
			image: 'alpine:3.20',
			networks: {hostile: {aliases: Object.values(hostile)}},
			labels: hostile,
		},
	],
};
