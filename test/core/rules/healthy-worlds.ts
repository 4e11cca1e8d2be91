import {containerNamed, lab, networkNamed, placeOn, plainDetails, type snapshotOf} from '../../objects.js';
import {
	bridge,
	compose,
	details,
	forwarding,
	gone,
	numbers,
	onBridge,
	part,
	plain,
	published,
	publishing,
	service,
	task,
	told,
} from './common-objects.js';
import {generated, legacy} from './resolv-confs.js';
import {routesOf, socketsOf} from './sockets.js';

type World = NonNullable<Parameters<typeof snapshotOf>[0]>;

/** Set-ups that people run with nothing wrong. */
export const healthyWorlds: Readonly<Record<string, World>> = {
	'a Compose project with a migration that is done': {
		networks: [plain('shop_default')],
		containers: [
			part('shop', 'migrate', 2, {state: 'exited', exitCode: 0}),
			part('shop', 'db', 3),
			part('shop', 'api', 4, {
				...compose('shop', 'api', {
					'com.docker.compose.depends_on': 'db:service_healthy:false,migrate:service_completed_successfully:false',
				}),
				...told(['postgres', 'db', 5432]),
			}),
			part('shop', 'web', 5, publishing(published(80), published(443))),
		],
		observations: {
			'shop-web-1': {resolvConf: generated, ...socketsOf('tcp 0.0.0.0 80', 'tcp 0.0.0.0 443')},
			'shop-db-1': {resolvConf: generated, ...socketsOf('tcp :: 5432')},
			'shop-api-1': {resolvConf: generated, ...socketsOf('tcp 0.0.0.0 3000')},
		},
	},
	'a one-off run of Compose that failed': {
		networks: [plain('shop_default')],
		containers: [
			part('shop', 'db', 3),
			part('shop', 'api', 4, {...gone, ...compose('shop', 'api', {'com.docker.compose.oneoff': 'True'})}),
		],
	},
	'a reverse proxy on the networks of projects that name their services alike': {
		networks: [plain('blog_default'), plain('wiki_default', 21)],
		containers: [
			part('blog', 'app', 2),
			part('blog', 'db', 3),
			part('wiki', 'app', 2),
			part('wiki', 'db', 3),
			containerNamed(
				'proxy-traefik-1',
				[placeOn('blog_default', {ipv4: '172.20.0.9'}), placeOn('wiki_default', {ipv4: '172.21.0.9'})],
				{...compose('proxy', 'traefik'), ...publishing(published(80), published(443), published(443, 443, 'udp'))},
			),
		],
		observations: {'proxy-traefik-1': socketsOf('tcp :: 80', 'tcp :: 443')},
	},
	'a reverse proxy that no project made, on the networks of two': {
		networks: [plain('blog_default'), plain('wiki_default', 21)],
		containers: [
			part('blog', 'app', 2),
			part('wiki', 'app', 2),
			containerNamed(
				'nginx-proxy',
				[placeOn('blog_default', {ipv4: '172.20.0.9'}), placeOn('wiki_default', {ipv4: '172.21.0.9'})],
				publishing(published(80)),
			),
		],
		observations: {'nginx-proxy': socketsOf('tcp :: 80')},
	},
	'blue and green behind one alias of a project': {
		networks: [plain('shop_default')],
		containers: ['blue', 'green'].map((colour, at) =>
			containerNamed(
				`shop-${colour}-1`,
				[placeOn('shop_default', {aliases: [colour, 'web'], ipv4: `172.20.0.${at + 2}`})],
				{...compose('shop', colour), image: `shop-${colour}`},
			),
		),
	},
	'a project whose own database comes before that of another on a network in common': {
		networks: [plain('blog_default'), plain('common', 21)],
		containers: [
			part('blog', 'db', 2),
			containerNamed('wiki-db-1', [placeOn('common', {aliases: ['db'], ipv4: '172.21.0.2'})], compose('wiki', 'db')),
			containerNamed(
				'blog-app-1',
				[placeOn('blog_default', {ipv4: '172.20.0.9'}), placeOn('common', {ipv4: '172.21.0.9'})],
				compose('blog', 'app'),
			),
		],
	},
	'two releases behind one alias': {
		networks: [plain('front')],
		containers: [1, 2].map(release =>
			containerNamed(`web-${release}`, [placeOn('front', {aliases: ['web'], ipv4: `172.20.0.${release + 1}`})], {
				image: `registry:5000/web:${release}`,
			}),
		),
	},
	'nodes of a cluster behind one alias': {
		networks: [plain('cache_default')],
		containers: [1, 2, 3].map(node =>
			containerNamed(
				`n${node}-cache`,
				[placeOn('cache_default', {aliases: [`node${node}`, 'redis'], ipv4: `172.20.0.${node + 1}`})],
				{...compose('cache', `node${node}`), image: 'redis:7', command: `redis-server --port 700${node}`},
			),
		),
	},
	'strangers on the default bridge': {
		networks: [bridge],
		containers: [
			onBridge('portainer', 2, publishing(published(9443))),
			onBridge('watchtower', 3),
			onBridge('pihole', 4, {...details({dns: ['1.1.1.1']})}),
		],
		observations: {portainer: {resolvConf: legacy, ...socketsOf('tcp :: 9443', 'tcp :: 8000')}},
	},
	'databases of one kind on the default bridge': {
		networks: [bridge],
		containers: ['live', 'test'].map((name, at) => onBridge(`mysql-${name}`, at + 2, {image: 'mysql:8', ...details()})),
	},
	'what was tried out once and never removed': {
		networks: [bridge],
		containers: [onBridge('brave_curie', 2), ...numbers(9).map(at => onBridge(`try${at}`, 0, {...gone}))],
	},
	'network mode host': {
		networks: [bridge, networkNamed('host', {driver: 'host', builtIn: true})],
		containers: [
			containerNamed('node-exporter', [placeOn('host')], {networkMode: 'host'}),
			containerNamed('home-assistant', [placeOn('host')], {
				networkMode: 'host',
				...details({requestedPorts: [published(8123)]}),
			}),
		],
	},
	'nothing but network mode host, without forwarding': {
		host: forwarding(false),
		networks: [bridge],
		containers: [containerNamed('node-exporter', [placeOn('host')], {networkMode: 'host'})],
	},
	'databases for the host alone': {
		networks: [plain('dev_default')],
		containers: [
			part('dev', 'postgres', 2, publishing(published(5432, 5432, 'tcp', '127.0.0.1'))),
			part('dev', 'redis', 3, publishing(published(6379, 6379, 'tcp', '127.0.0.1'))),
		],
		observations: {'dev-postgres-1': socketsOf('tcp 0.0.0.0 5432'), 'dev-redis-1': socketsOf('tcp 0.0.0.0 6379')},
	},
	'workers that listen on nothing': {
		networks: [plain('jobs_default')],
		containers: numbers(3).map(at => part('jobs', `worker${at}`, at + 2)),
		observations: {'jobs-worker0-1': socketsOf(), 'jobs-worker1-1': socketsOf()},
	},
	'an FTP server and a TURN server with ranges of ports': {
		networks: [plain('media_default')],
		containers: [
			part('media', 'ftp', 2, publishing(...[21, ...numbers(11).map(at => 21_100 + at)].map(port => published(port)))),
			part(
				'media',
				'turn',
				3,
				publishing(published(3478, 3478, 'udp'), ...numbers(50).map(at => published(49_160 + at, 49_160 + at, 'udp'))),
			),
		],
		observations: {
			'media-ftp-1': socketsOf('tcp :: 21'),
			'media-turn-1': socketsOf('udp 0.0.0.0 3478', 'udp 0.0.0.0 5349', 'tcp 0.0.0.0 5349'),
		},
	},
	'a proxy that signs people in, before a program on loopback': {
		networks: [plain('app_default')],
		containers: [
			part('app', 'web', 2, {
				ports: [published(443, 4180)],
				...details({exposedPorts: [{port: 3000, protocol: 'tcp'}], requestedPorts: [published(443, 4180)]}),
			}),
			containerNamed('app-oauth-1', [], {
				networkMode: 'container:id-of-app-web-1',
				sharesNetworkOf: 'id-of-app-web-1',
				...details(),
			}),
		],
		observations: {'app-web-1': socketsOf('tcp 127.0.0.1 3000', 'tcp 0.0.0.0 4180')},
	},
	'a VPN container with a name server of its own, and one that goes through it': {
		networks: [plain('vpn_default')],
		containers: [
			part('vpn', 'gluetun', 2, publishing(published(8080))),
			containerNamed('vpn-torrent-1', [], {
				networkMode: 'container:id-of-vpn-gluetun-1',
				sharesNetworkOf: 'id-of-vpn-gluetun-1',
				...details({startedAt: plainDetails.startedAt! + 5000}),
			}),
		],
		observations: {'vpn-gluetun-1': {resolvConf: 'nameserver 127.0.0.1\n', ...socketsOf('tcp 0.0.0.0 8080')}},
	},
	'a VPN container with a name server of its own, beside one that does not go through it': {
		networks: [plain('media_default')],
		containers: [part('media', 'gluetun', 2), part('media', 'plex', 3)],
		observations: {'media-gluetun-1': {resolvConf: 'nameserver 127.0.0.1\n'}},
	},
	'nodes of kind, which ask Docker’s name server by way of the gateway': {
		networks: [plain('kind')],
		containers: ['control-plane', 'worker'].map((node, at) =>
			containerNamed(`kind-${node}`, [placeOn('kind', {ipv4: `172.20.0.${at + 2}`, gateway: '172.20.0.1'})]),
		),
		observations: {
			'kind-control-plane': {resolvConf: 'nameserver 172.20.0.1\noptions ndots:0\n'},
			'kind-worker': {resolvConf: 'nameserver 172.20.0.1\noptions ndots:0\n'},
		},
	},
	'macvlan in a home': {
		host: {version: '29.0.1', apiVersion: '1.52'},
		networks: [
			bridge,
			networkNamed('lan', {
				driver: 'macvlan',
				options: {parent: 'eth0'},
				subnets: [{cidr: '192.168.1.0/24', gateway: '192.168.1.1', ipRange: '192.168.1.192/27', auxiliary: {}}],
			}),
		],
		containers: [
			containerNamed('pihole', [placeOn('lan', {ipv4: '192.168.1.200', gateway: '192.168.1.1'})], details()),
			onBridge('portainer', 2, publishing(published(9443))),
		],
		observations: {[lab]: routesOf('0.0.0.0/0 eth0', '192.168.1.0/24 eth0')},
	},
	'a bridge with IPv6': {
		networks: [networkNamed('six', {ipv6: true, subnets: [{cidr: 'fd00:1::/64', auxiliary: {}}]})],
		containers: [2, 3].map(at =>
			containerNamed(
				`six-${at}`,
				[placeOn('six', {ipv4: `172.20.0.${at}`, ipv6: `fd00:1::${at}`})],
				publishing(published(8000 + at, 80), published(8000 + at, 80, 'tcp', '::')),
			),
		),
		observations: {[lab]: routesOf('0.0.0.0/0 eth0', 'fd00:1::/64 br-id-of-six')},
	},
	'a name server of one’s own choice': {
		networks: [plain('front')],
		containers: ['web', 'db'].map((name, at) =>
			containerNamed(name, [placeOn('front', {ipv4: `172.20.0.${at + 2}`})], details({dns: ['1.1.1.1']})),
		),
		observations: {web: {resolvConf: generated}, db: {resolvConf: generated}},
	},
	'Docker in Docker': {
		networks: [plain('ci')],
		containers: [
			containerNamed('runner', [placeOn('ci', {ipv4: '172.20.0.2'})], told(['tcp', 'dind', 2376])),
			containerNamed(
				'dind',
				[placeOn('ci', {ipv4: '172.20.0.3'})],
				details({privileged: true, exposedPorts: [2375, 2376].map(port => ({port, protocol: 'tcp'}))}),
			),
		],
		observations: {dind: {resolvConf: generated, ...socketsOf('tcp :: 2376')}},
	},
	'forty containers': {
		networks: [plain('big_default'), plain('big_data', 21)],
		containers: numbers(40).map(at => part('big', `app${at}`, at + 2, {...details(), health: 'healthy'})),
	},
	'a swarm with a service on every node, and a job that failed at first': {
		host: {swarm: {state: 'active', manager: true, nodeId: 'n1', nodeAddress: '10.0.0.1'}},
		networks: [networkNamed('mesh', {driver: 'overlay', scope: 'swarm', attachable: true})],
		containers: [
			containerNamed('agent.n1.x', [placeOn('mesh', {ipv4: '10.0.1.3'})], {
				labels: {'com.docker.swarm.task.id': 'a1', 'com.docker.swarm.service.id': 'id-of-agent'},
			}),
		],
		swarm: {
			nodes: [],
			services: [
				service('agent', {mode: 'global'}),
				service('clean', {mode: 'job'}),
				service('idle', {replicas: 0}),
				service('migrate', {replicas: 1}),
			],
			tasks: [
				task('agent', 'a1', 'running', {addresses: [{networkId: 'id-of-mesh', address: '10.0.1.3'}]}),
				task('agent', 'a0', 'failed', {error: 'task: non-zero exit (137)'}),
				task('clean', 'c0', 'rejected', {error: 'network sandbox join failed: subnet sandbox join failed'}),
				task('clean', 'c1', 'complete'),
				task('migrate', 'm0', 'rejected', {error: 'network sandbox join failed: subnet sandbox join failed'}),
				task('migrate', 'm1', 'complete', {desiredState: 'shutdown'}),
			],
		},
	},
	'rootless Podman on a machine that forwards nothing': {
		host: {engine: 'podman', rootless: true, version: '5.4.2', ...forwarding(false)},
		networks: [networkNamed('podman', {builtIn: true}), plain('front')],
		containers: [
			containerNamed(
				'web',
				[placeOn('front', {ipv4: '172.20.0.2', gateway: '172.20.0.1'})],
				publishing(published(8080)),
			),
		],
		observations: {web: {resolvConf: 'nameserver 172.20.0.1\n'}},
	},
	'rootless Docker': {
		host: {rootless: true, ...forwarding(true)},
		networks: [plain('front')],
		containers: [containerNamed('web', [placeOn('front', {ipv4: '172.20.0.2'})], publishing(published(8080)))],
	},
	'data that only its own network reaches': {
		networks: [plain('shop_default'), {...plain('data', 21), internal: true}],
		containers: [
			containerNamed('db', [placeOn('data', {ipv4: '172.21.0.2'})]),
			containerNamed('api', [
				placeOn('shop_default', {ipv4: '172.20.0.2', gateway: '172.20.0.1'}),
				placeOn('data', {ipv4: '172.21.0.3'}),
			]),
		],
	},
};
