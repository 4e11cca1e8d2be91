import {expect, test} from 'vitest';
import {invert} from '../../../source/core/plan/invert.js';
import {plainEndpoint, type Step} from '../../../source/core/plan/step.js';
import {aContainer, aDraft, aNetwork, anEndpoint, aPicture, host} from './picture.js';

const back = aNetwork('back', {
	ipv6: true,
	subnets: [{cidr: '10.9.0.0/24', gateway: '10.9.0.1', auxiliary: {router: '10.9.0.2'}}],
	options: {'com.docker.network.bridge.enable_icc': 'false'},
	labels: {owner: 'shop'},
});
const endpoint = anEndpoint('back', {
	ipv4: '10.9.0.77',
	aliases: ['www'],
	links: ['api:backend'],
	gatewayPriority: 4,
	requested: {ipv4: '10.9.0.77'},
});
const web = aContainer('web', [endpoint]);
const before = aPicture([back, aNetwork('copy', {configFrom: 'template'}), aNetwork('bridge', {builtIn: true})], [web]);
const membership = {host, network: back.id, networkName: 'back', container: web.id, containerName: 'web'} as const;
const draft = {image: 'lab/busybox', command: [], network: 'back', endpoint: plainEndpoint, removeWhenStopped: false};

test.each<[string, Step, {readonly created?: string}, unknown]>([
	[
		'a network that was made is removed',
		{host, type: 'create-network', draft: aDraft({name: 'new'})},
		{created: 'abc'},
		{host, type: 'remove-network', network: 'abc', networkName: 'new'},
	],
	[
		'a network that was removed is made again as it was',
		{host, type: 'remove-network', network: back.id, networkName: 'back'},
		{},
		{
			host,
			type: 'create-network',
			draft: aDraft({name: 'back', ipv6: true, subnets: back.subnets, options: back.options, labels: back.labels}),
		},
	],
	[
		'a network that copied another cannot be',
		{host, type: 'remove-network', network: 'id-copy', networkName: 'copy'},
		{},
		{impossible: 'copy took its settings from template, which docknet does not do'},
	],
	[
		'a connection is cut',
		{...membership, type: 'connect', endpoint: plainEndpoint},
		{},
		{...membership, type: 'disconnect', force: false},
	],
	[
		'a cut connection is made as it was, by name as the id may be new',
		{...membership, type: 'disconnect', force: true},
		{},
		{
			...membership,
			network: 'back',
			type: 'connect',
			endpoint: {aliases: ['www'], ipv4: '10.9.0.77', links: ['api:backend'], driverOptions: {}, gatewayPriority: 4},
		},
	],
	[
		'a container that was run is removed',
		{host, type: 'run-container', draft},
		{created: '0123456789abcdef'},
		{host, type: 'remove-container', container: '0123456789abcdef', containerName: '0123456789ab'},
	],
	[
		'a removed container does not come back',
		{host, type: 'remove-container', container: web.id, containerName: 'web'},
		{},
		{impossible: 'web and what it had written are gone'},
	],
	[
		'an image that was pulled stays',
		{host, type: 'pull-image', image: 'busybox'},
		{},
		{impossible: 'others may use busybox by now: docker rmi busybox removes it'},
	],
])('%s', (_title, step, outcome, expected) => {
	expect(invert(step, before, {warnings: [], ...outcome})).toEqual(expected);
});
