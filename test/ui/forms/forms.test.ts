import {describe, expect, test} from 'vitest';
import type {Key} from '../../../source/core/model/reference.js';
import {commandLine} from '../../../source/core/plan/shell.js';
import {connectForm} from '../../../source/ui/forms/connect.js';
import {createNetworkForm} from '../../../source/ui/forms/create-network.js';
import {disconnectForm} from '../../../source/ui/forms/disconnect.js';
import {duplicateNetworkForm} from '../../../source/ui/forms/duplicate-network.js';
import type {Form, FormContext, Values} from '../../../source/ui/forms/form.js';
import {membershipsForm} from '../../../source/ui/forms/memberships.js';
import {runContainerForm} from '../../../source/ui/forms/run-container.js';
import {aContainer, aNetwork, anEndpoint, anEngine, aPicture, host} from '../../core/plan/picture.js';

const back = aNetwork('back', {
	subnets: [{cidr: '10.9.0.0/24', gateway: '10.9.0.1', ipRange: '10.9.0.128/25', auxiliary: {router: '10.9.0.2'}}],
	options: {'com.docker.network.bridge.name': 'br-back', 'com.docker.network.driver.mtu': '1400'},
	labels: {note: 'two words'},
});
const bridge = aNetwork('bridge', {builtIn: true, subnets: [{cidr: '172.17.0.0/16', auxiliary: {}}]});
const front = aNetwork('front');
const web = aContainer('web', [anEndpoint('front')]);
const api = aContainer('api', [anEndpoint('back', {ipv4: '10.9.0.129'})]);
const snapshot = aPicture([back, front, bridge], [web, api]);
const context: FormContext = {snapshot, host, images: ['lab/busybox:latest']};
const key = (name: string): Key => `${host}/id-${name}`;

function commands(form: Form, values: Values): readonly string[] {
	const all = {...form.initial(context), ...values};
	expect(form.problems(all, context).filter(({tone}) => tone === 'bad')).toEqual([]);
	return form.plan(all, context).steps.map(commandLine);
}

function field(form: Form, id: string, values: Values = {}, at: FormContext = context) {
	return form.fields({...form.initial(at), ...values}, at).find(each => each.id === id);
}

const problems = (form: Form, values: Values) =>
	form.problems({...form.initial(context), ...values}, context).map(each => `${each.field}: ${each.text}`);

describe('create a network', () => {
	const form = createNetworkForm;

	test.each<[string, Values, string]>([
		['bridge', {name: 'new'}, 'docker network create --driver bridge new'],
		[
			'dual stack',
			{
				name: 'new',
				ipv6: 'yes',
				subnets: '10.20.0.0/24 fd00:20::/64',
				gateways: 'fd00:20::1, 10.20.0.1',
				ranges: '10.20.0.128/25',
				auxiliary: 'router=10.20.0.2',
				mtu: '1400',
				labels: 'owner="the shop"',
			},
			"docker network create --driver bridge --ipv6 --subnet 10.20.0.0/24 --ip-range 10.20.0.128/25 --gateway 10.20.0.1 --aux-address router=10.20.0.2 --subnet fd00:20::/64 --gateway fd00:20::1 --opt com.docker.network.driver.mtu=1400 --label 'owner=the shop' new",
		],
		[
			'overlay',
			{name: 'new', driver: 'overlay', attachable: 'yes', encrypted: 'yes'},
			'docker network create --driver overlay --attachable --opt encrypted new',
		],
		[
			'macvlan on a VLAN',
			{
				name: 'new',
				driver: 'macvlan',
				parent: 'eth0',
				vlan: '20',
				mode: 'bridge',
				subnets: '10.20.0.0/24',
				gateways: '10.20.0.1',
			},
			'docker network create --driver macvlan --subnet 10.20.0.0/24 --gateway 10.20.0.1 --opt macvlan_mode=bridge --opt parent=eth0.20 new',
		],
		[
			'what another driver had is left out',
			{name: 'new', attachable: 'yes', encrypted: 'yes', parent: 'eth0'},
			'docker network create --driver bridge new',
		],
	])('%s', (_title, values, command) => {
		expect(commands(form, values)).toEqual([command]);
	});

	test('offers the next free subnet and its gateway', () => {
		expect(field(form, 'subnets')?.suggestion).toBe('172.18.0.0/24');
		expect(field(form, 'subnets', {ipv6: 'yes'})?.suggestion).toBe('172.18.0.0/24, fd00:1::/64');
		expect(field(form, 'gateways', {subnets: '10.20.0.0/24'})?.suggestion).toBe('10.20.0.1');
	});

	test('what the engine lacks is greyed out with the reason', () => {
		const old = {...context, snapshot: aPicture([], [], anEngine({version: '20.10.24', apiVersion: '1.41'}))};
		expect(field(form, 'ipv4', {}, old)?.disabled).toBe('needs engine 28 (API 1.48); this one speaks 1.41');
		expect(field(form, 'ipv4')?.disabled).toBeUndefined();
	});

	test('host and none can be looked at, not created', () => {
		expect(form.fields({driver: 'none'}, context).map(({id}) => id)).toEqual(['driver']);
		expect(problems(form, {driver: 'none'})).toEqual([
			'driver: the one none network exists already: run a container with it (docker run --network none)',
		]);
	});

	test.each<[Values, readonly string[]]>([
		[{gateways: '10.20.0.1'}, ['gateways: 10.20.0.1 is in no subnet here: there is no subnet: give one']],
		[
			{subnets: '10.20.0.0/24', ranges: '10.20.0.9/28'},
			["ranges: '10.20.0.9/28' is an address inside a subnet: did you mean 10.20.0.0/28?"],
		],
		[{labels: 'a=1, a=2'}, ['labels: a is given twice: keep one of them']],
		[
			{driver: 'macvlan', parent: 'eth2', vlan: 'x', internal: 'yes'},
			["vlan: 'x' is not a VLAN id: give a number from 1 to 4094"],
		],
	])('%j', (values, expected) => {
		expect(problems(form, {name: 'new', ...values})).toEqual(expected);
	});
});

test('duplicate: a free name, a free subnet of the same size, everything at its place in it', () => {
	expect(commands(duplicateNetworkForm(key('back')), {})).toEqual([
		"docker network create --driver bridge --subnet 172.18.0.0/24 --ip-range 172.18.0.128/25 --gateway 172.18.0.1 --aux-address router=172.18.0.2 --opt com.docker.network.driver.mtu=1400 --label 'note=two words' back-2",
	]);
});

describe('connect', () => {
	test('containers to a network', () => {
		const form = connectForm({network: key('back')});
		expect(form.title(context)).toBe('Connect containers to back');
		expect(field(form, 'containers')?.choices).toEqual(['web']);
		expect(field(form, 'ipv4')?.suggestion).toBe('10.9.0.128');
		expect(commands(form, {aliases: 'www, shop', ipv4: '10.9.0.5', gatewayPriority: '2'})).toEqual([
			'docker network connect --alias www --alias shop --ip 10.9.0.5 --gw-priority 2 back web',
		]);
		expect(problems(form, {ipv4: '10.9.0.129'})).toEqual(['ipv4: 10.9.0.129 is taken by api']);
		expect(problems(form, {containers: 'api'})).toEqual(['containers: api is on back already']);
		expect(problems(form, {containers: ''})).toEqual(['containers: name a container']);
		expect(problems(form, {gatewayPriority: '1.5'})).toEqual([
			"gatewayPriority: '1.5' is not a whole number, like 10 or -1",
		]);
		expect(field(form, 'mac')?.disabled).toBe('needs engine 29.3 (API 1.54); this one speaks 1.51');
	});

	test('a container to a network', () => {
		const form = connectForm({container: key('web')});
		expect(field(form, 'network')?.choices).toEqual(['back', 'bridge']);
		expect(field(form, 'aliases', {network: 'bridge'})?.disabled).toBe(
			'the default bridge has no aliases and no fixed addresses',
		);
		expect(problems(form, {network: 'bridge', aliases: 'www'})).toEqual([
			'aliases: the default bridge has no aliases and no fixed addresses',
		]);
		expect(commands(form, {network: 'bridge'})).toEqual(['docker network connect bridge web']);
	});
});

test('disconnect: force is a choice', () => {
	const form = disconnectForm({network: key('front'), container: key('web')});
	expect(commands(form, {})).toEqual(['docker network disconnect front web']);
	expect(commands(form, {force: 'yes'})).toEqual(['docker network disconnect --force front web']);
});

test('ticking networks', () => {
	const form = membershipsForm(key('web'));
	expect(form.fields({}, context).map(({label}) => label)).toEqual(['back', 'bridge', 'front']);
	expect(commands(form, {'id-back': 'yes', 'id-front': 'no'})).toEqual([
		'docker network connect back web',
		'docker network disconnect front web',
	]);
});

test('run a container', () => {
	const form = runContainerForm({network: key('back')});
	expect(
		commands(form, {image: 'lab/busybox', name: 'probe', aliases: 'x', command: `sh -c 'ping -c 1 "web"'`}),
	).toEqual([
		`docker run --detach --rm --name probe --network back --network-alias x lab/busybox sh -c 'ping -c 1 "web"'`,
	]);
	expect(problems(form, {image: 'nginx', name: 'web'})).toEqual([
		'image: the engine has no image nginx: docknet does not pull one',
		'name: a container web exists already: choose another name',
	]);
});
