import {describe, expect, test} from 'vitest';
import {commandComment, commandLine, commandLines, commandOf} from '../../../source/core/plan/shell.js';
import {type NetworkDraft, plainEndpoint, type Step} from '../../../source/core/plan/step.js';
import {aDraft, host} from './picture.js';

const membership = {host, network: 'id-back', networkName: 'back', container: 'id-web', containerName: 'web'} as const;
const create = (part: Partial<NetworkDraft>): Step => ({host, type: 'create-network', draft: aDraft(part)});

describe('a step as the docker command', () => {
	test.each<[string, Step]>([
		['docker network create --driver bridge new', create({})],
		[
			'docker network create --driver bridge --internal --ipv6 --subnet 10.9.0.0/24 --ip-range 10.9.0.128/25 --gateway 10.9.0.1 --aux-address router=10.9.0.2 --subnet fd00:9::/64 new',
			create({
				internal: true,
				ipv6: true,
				subnets: [
					{cidr: '10.9.0.0/24', gateway: '10.9.0.1', ipRange: '10.9.0.128/25', auxiliary: {router: '10.9.0.2'}},
					{cidr: 'fd00:9::/64', auxiliary: {}},
				],
			}),
		],
		[
			"docker network create --driver overlay --attachable --ipam-driver default --ipam-opt a=b --opt encrypted --label 'owner=the shop' new",
			create({
				driver: 'overlay',
				attachable: true,
				ipamDriver: 'default',
				ipamOptions: {a: 'b'},
				options: {encrypted: ''},
				labels: {owner: 'the shop'},
			}),
		],
		['docker network create --driver bridge --ipv4=false --ipv6 new', create({ipv4: false, ipv6: true})],
		['docker network create --driver bridge -- -odd', create({name: '-odd'})],
		['docker network rm back', {host, type: 'remove-network', network: 'id-back', networkName: 'back'}],
		['docker network connect back web', {...membership, type: 'connect', endpoint: plainEndpoint}],
		[
			`docker network connect --alias db --alias '"a,b"' --ip 10.9.0.5 --ip6 fd00:9::5 --link api:backend --driver-opt '"com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.a=1,net.ipv4.conf.IFNAME.b=2"' --gw-priority -5 back web`,
			{
				...membership,
				type: 'connect',
				endpoint: {
					aliases: ['db', 'a,b'],
					ipv4: '10.9.0.5',
					ipv6: 'fd00:9::5',
					links: ['api:backend'],
					driverOptions: {
						'com.docker.network.endpoint.sysctls': 'net.ipv4.conf.IFNAME.a=1,net.ipv4.conf.IFNAME.b=2',
					},
					gatewayPriority: -5,
				},
			},
		],
		['docker network disconnect back web', {...membership, type: 'disconnect', force: false}],
		['docker network disconnect --force back web', {...membership, type: 'disconnect', force: true}],
		['docker rm --force web', {host, type: 'remove-container', container: 'id-web', containerName: 'web'}],
		['docker pull nicolaka/netshoot', {host, type: 'pull-image', image: 'nicolaka/netshoot'}],
		[
			"docker run --detach --rm --name web --network back --network-alias www --ip 10.9.0.5 --mac-address 02:42:ac:11:00:02 lab/busybox sh -c 'ping api'",
			{
				host,
				type: 'run-container',
				draft: {
					name: 'web',
					image: 'lab/busybox',
					command: ['sh', '-c', 'ping api'],
					network: 'back',
					endpoint: {...plainEndpoint, aliases: ['www'], ipv4: '10.9.0.5', mac: '02:42:ac:11:00:02'},
					removeWhenStopped: true,
				},
			},
		],
		[
			'docker run --detach --network name=back,driver-opt=com.docker.network.endpoint.ifname=lan0,gw-priority=3 lab/busybox',
			{
				host,
				type: 'run-container',
				draft: {
					image: 'lab/busybox',
					command: [],
					network: 'back',
					endpoint: {
						...plainEndpoint,
						driverOptions: {'com.docker.network.endpoint.ifname': 'lan0'},
						gatewayPriority: 3,
					},
					removeWhenStopped: false,
				},
			},
		],
	])('%s', (line, step) => {
		expect(commandLine(step)).toBe(line);
	});

	test('arguments are not quoted as words', () => {
		expect(commandOf(create({labels: {note: 'two words'}}))).toContain('note=two words');
	});

	test('what the command cannot say is a comment before it', () => {
		const step: Step = {...membership, type: 'connect', endpoint: {...plainEndpoint, mac: '02:42:ac:11:00:02'}};
		expect(commandComment(step)).toContain('02:42:ac:11:00:02');
		const remove: Step = {host, type: 'remove-network', network: 'id-back', networkName: 'back'};
		expect(commandLines([step, remove])).toEqual([
			commandComment(step),
			'docker network connect back web',
			'docker network rm back',
		]);
	});
});
