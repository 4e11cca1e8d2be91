import {type Blueprint, type ContainerPlan, exposed, listens, secured, serves} from '../blueprint.js';
import {identity} from '../random.js';

const nodeId = identity('swarm node').slice(0, 25);

/** A task's container, named and labelled as swarm does it. */
function task(service: string, slot: number, plan: Omit<ContainerPlan, 'name'>): ContainerPlan {
	const taskId = identity(`task ${service} ${slot}`).slice(0, 25);
	return {
		name: `${service}.${slot}.${taskId}`,
		...plan,
		labels: {
			'com.docker.stack.namespace': 'site',
			'com.docker.swarm.node.id': nodeId,
			'com.docker.swarm.service.id': identity(`service ${service}`).slice(0, 25),
			'com.docker.swarm.service.name': service,
			'com.docker.swarm.task': '',
			'com.docker.swarm.task.id': taskId,
			'com.docker.swarm.task.name': `${service}.${slot}.${taskId}`,
		},
	};
}

const overlay = (vxlan: number) => ({'com.docker.network.driver.overlay.vxlanid_list': String(vxlan)});
const stack = {'com.docker.stack.namespace': 'site'};

/** A manager node: the routing mesh, three kinds of overlay, services and a container attached by hand. */
export const swarm: Blueprint = {
	swarm: true,
	images: [
		{name: 'site/web:7', kit: 'busybox', command: 'web --listen :8080', listens: [serves(8080, 'web')]},
		{name: 'site/api:7', kit: 'iputils', command: 'api', listens: [serves(3000, 'api')]},
		{name: 'site/vault:2', kit: 'distroless', command: '/vault server', listens: [secured(serves(8200, 'vault'))]},
		{
			name: 'postgres:16-alpine',
			kit: 'busybox',
			command: 'docker-entrypoint.sh postgres',
			listens: [listens(5432, 'postgres')],
		},
		{name: 'alpine:3.20', kit: 'busybox', command: '/bin/sh'},
		{name: 'nicolaka/netshoot:latest', kit: 'netshoot', command: 'zsh'},
	],
	networks: [
		{
			name: 'docker_gwbridge',
			builtIn: true,
			subnets: ['172.18.0.0/16'],
			options: {
				'com.docker.network.bridge.enable_icc': 'false',
				'com.docker.network.bridge.enable_ip_masquerade': 'true',
				'com.docker.network.bridge.name': 'docker_gwbridge',
			},
		},
		{
			name: 'ingress',
			driver: 'overlay',
			ingress: true,
			builtIn: true,
			subnets: ['10.0.0.0/24'],
			options: overlay(4096),
		},
		{name: 'site_front', driver: 'overlay', subnets: ['10.0.1.0/24'], options: overlay(4097), labels: stack},
		{
			name: 'site_tools',
			driver: 'overlay',
			attachable: true,
			subnets: ['10.0.2.0/24'],
			options: overlay(4098),
			labels: stack,
		},
		{
			name: 'site_secrets',
			driver: 'overlay',
			internal: true,
			subnets: ['10.0.3.0/28'],
			options: {...overlay(4099), encrypted: ''},
			labels: stack,
		},
	],
	containers: [
		...[1, 2, 3].map(slot =>
			task('site_web', slot, {
				image: 'site/web:7',
				networks: {ingress: {}, site_front: {aliases: ['web', 'site_web']}},
				ports: [exposed(8080)],
				health: slot === 3 ? 'starting' : 'healthy',
				habit: slot === 3 ? 'flaps' : undefined,
				traffic: {receives: 210_000, sends: 640_000},
				minutes: slot === 3 ? 0 : 410,
			}),
		),
		...[1, 2].map(slot =>
			task('site_api', slot, {
				image: 'site/api:7',
				networks: {site_front: {aliases: ['api', 'site_api']}, site_secrets: {aliases: ['api']}, site_tools: {}},
				traffic: {receives: 160_000, sends: 150_000},
				minutes: 410,
			}),
		),
		task('site_api', 3, {
			image: 'site/api:7',
			networks: {site_front: {aliases: ['api', 'site_api']}, site_secrets: {aliases: ['api']}},
			state: 'exited',
			exitCode: 137,
			minutes: 33,
		}),
		task('site_db', 1, {
			image: 'postgres:16-alpine',
			networks: {site_secrets: {aliases: ['db', 'site_db']}},
			health: 'healthy',
			traffic: {receives: 90_000, sends: 260_000},
			minutes: 410,
		}),
		task('site_vault', 1, {
			image: 'site/vault:2',
			networks: {site_secrets: {aliases: ['vault', 'site_vault']}},
			traffic: {receives: 2_000, sends: 5_000},
			minutes: 410,
		}),
		{
			name: 'debug',
			image: 'alpine:3.20',
			command: 'sleep infinity',
			networks: {site_tools: {aliases: ['debug']}},
			traffic: {receives: 80, sends: 40},
			minutes: 20,
		},
	],
};
