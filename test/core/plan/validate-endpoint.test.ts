import {expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {type EndpointDraft, plainEndpoint} from '../../../source/core/plan/step.js';
import {connectProblems} from '../../../source/core/plan/validate-endpoint.js';
import {aContainer, aNetwork, anEndpoint, anEngine, aPicture} from './picture.js';

const back = aNetwork('back', {subnets: [{cidr: '10.9.0.0/24', gateway: '10.9.0.1', auxiliary: {router: '10.9.0.2'}}]});
const mesh = aNetwork('mesh', {driver: 'overlay', scope: 'swarm'});
const none = aNetwork('none', {driver: 'null', builtIn: true});
const others = [
	aContainer('api', [anEndpoint('back', {ipv4: '10.9.0.7', mac: '02:42:0a:09:00:07'})]),
	aContainer('job', [anEndpoint('back', {requested: {ipv4: '10.9.0.8'}})], {state: 'exited'}),
];
const web = aContainer('web', [anEndpoint('front')]);
const newest = {version: '29.6.0', apiVersion: '1.55'};

test.each<[string, Partial<EndpointDraft>, Network, Partial<Container>, Partial<Host>, readonly string[]]>([
	['fine', {aliases: ['www'], ipv4: '10.9.0.5'}, back, {}, {}, []],
	['taken', {ipv4: '10.9.0.7'}, back, {}, {}, ['bad ipv4: 10.9.0.7 is taken by api']],
	['wanted by a stopped one', {ipv4: '10.9.0.8'}, back, {}, {}, ['bad ipv4: 10.9.0.8 is taken by job']],
	['the gateway', {ipv4: '10.9.0.1'}, back, {}, {}, ['bad ipv4: 10.9.0.1 is taken by the gateway']],
	['reserved', {ipv4: '10.9.0.2'}, back, {}, {}, ['bad ipv4: 10.9.0.2 is taken by the reserved address router']],
	['outside', {ipv4: '10.8.0.2'}, back, {}, {}, ['bad ipv4: 10.8.0.2 is in no subnet of back (10.9.0.0/24)']],
	[
		'no address',
		{ipv4: '10.9.0'},
		back,
		{},
		{},
		["bad ipv4: '10.9.0' is not an IPv4 address: write it like 10.20.0.5"],
	],
	['no IPv6', {ipv6: 'fd00::5'}, back, {}, {}, ['bad ipv6: back has no IPv6']],
	[
		'an alias of another',
		{aliases: ['API']},
		back,
		{},
		{},
		['warn aliases: api is a name of api here too: whoever asks gets either of them'],
	],
	[
		'no alias',
		{aliases: ['a b']},
		back,
		{},
		{},
		["bad aliases: 'a b' is not a name: letters, digits, dash, dot, underscore"],
	],
	[
		'MAC, old engine',
		{mac: '02:42:0a:09:00:09'},
		back,
		{},
		{},
		['bad mac: a MAC address on connect needs engine 29.3 (API 1.54); this one speaks 1.51 and would ignore it'],
	],
	[
		'MAC taken',
		{mac: '02:42:0A:09:00:07'},
		back,
		{},
		newest,
		['bad mac: 02:42:0A:09:00:07 is the MAC address of api on back'],
	],
	[
		'multicast MAC',
		{mac: '03:42:0a:09:00:07'},
		back,
		{},
		newest,
		['bad mac: 03:42:0a:09:00:07 is a multicast address: make its first part even, like 02'],
	],
	['link to nobody', {links: ['db:x']}, back, {}, {}, ['bad links: there is no container db']],
	[
		'priority, old engine',
		{gatewayPriority: 1},
		back,
		{},
		{version: '26.1.5', apiVersion: '1.45'},
		['bad gatewayPriority: a gateway priority needs engine 28 (API 1.48); this one speaks 1.45'],
	],
	[
		'sysctl without IFNAME',
		{driverOptions: {'com.docker.network.endpoint.sysctls': 'net.ipv4.conf.eth0.log_martians=1'}},
		back,
		{},
		{},
		["bad driverOptions: 'net.ipv4.conf.eth0.log_martians=1' should be like net.ipv4.conf.IFNAME.log_martians=1"],
	],
	['on it already', {}, back, {endpoints: [anEndpoint('back')]}, {}, ['bad network: web is on back already']],
	[
		'not attachable',
		{},
		mesh,
		{},
		{},
		['bad network: mesh is not attachable: only services of the swarm can be on it'],
	],
	[
		'none beside another',
		{},
		none,
		{endpoints: [anEndpoint('back')]},
		{},
		['bad network: web is on back: none bears no other network'],
	],
	[
		'mode host',
		{},
		back,
		{networkMode: 'host'},
		{},
		["bad network: web uses the host's network (mode host): run it again with another network"],
	],
	[
		'shared',
		{},
		back,
		{sharesNetworkOf: 'id-api'},
		{},
		["bad network: web uses the network of another container: change that one's networks"],
	],
])('%s', (_title, part, network, container, engine, expected) => {
	const subject = {...web, ...container};
	const picture = aPicture([back, mesh, none], [...others, subject], anEngine(engine));
	const problems = connectProblems({...plainEndpoint, ...part}, network, subject, picture);
	expect(problems.map(({tone, field, text}) => `${tone} ${field}: ${text}`)).toEqual(expected);
});
