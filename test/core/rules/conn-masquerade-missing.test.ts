import {expect, test} from 'vitest';
import {keyOf} from '../../../source/core/model/reference.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {connMasqueradeMissing} from '../../../source/core/rules/conn-masquerade-missing.js';
import {containerNamed, lab, networkNamed, noTraffic, placeOn, snapshotOf} from '../../objects.js';
import {forwarding} from './common-objects.js';
import {connection} from './dropped.js';
import {asCaptured, behind, without} from './firewalls.js';
import {routesOf} from './sockets.js';

const networks = [networkNamed('front', {subnets: [{cidr: '172.18.0.0/16', auxiliary: {}}]})];
const containers = [containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})])];

function check(address: string, fromWeb: 'ok' | 'timeout', fromHost: 'ok' | 'timeout', host = {}) {
	const to = (probe: Probed<'tcp'>) => ({...probe, result: {...probe.result!, address}}) as Probed<'tcp'>;
	const probes = [to(connection('web', fromWeb)), to(connection('host', fromHost))];
	return [...connMasqueradeMissing.check(snapshotOf({host, networks, containers, probes}))];
}

test('the host gets there, its container does not', () => {
	expect(check('198.51.100.10', 'timeout', 'ok')).toMatchObject([
		{confidence: 'observed', subject: {kind: 'network', name: 'front'}},
	]);
});

test('nothing where neither does, both do, or the address is a container’s', () => {
	expect(check('198.51.100.10', 'timeout', 'timeout')).toEqual([]);
	expect(check('198.51.100.10', 'ok', 'ok')).toEqual([]);
	expect(check('172.18.0.3', 'timeout', 'ok')).toEqual([]);
});

test('not where the host leads the answers elsewhere; where its bridge has no address, that is why', () => {
	const [subnet] = networks[0]!.subnets;
	const front = {...networks[0]!, subnets: [{...subnet!, gateway: '172.18.0.1'}]};
	const ofHost = (routes: readonly string[], address: string, facts = {}) => {
		const to = (probe: Probed<'tcp'>) =>
			({...probe, result: {...probe.result!, address: '198.51.100.10'}}) as Probed<'tcp'>;
		const interfaces = [{...noTraffic, name: 'br-id-of-front', addresses: [address]}];
		const observations = {[lab]: {routes: {...routesOf(...routes).routes, interfaces}}};
		const probes = [to(connection('web', 'timeout')), to(connection('host', 'ok'))];
		return [
			...connMasqueradeMissing.check(snapshotOf({networks: [{...front, ...facts}], containers, observations, probes})),
		];
	};
	expect(ofHost(['172.18.0.0/17 tun0'], '172.18.0.1/16')).toEqual([]);
	expect(ofHost(['172.18.128.0/17 tun0'], '172.18.0.1/16')).toHaveLength(1);
	const options = {'com.docker.network.bridge.inhibit_ipv4': 'true'};
	expect(ofHost([], 'fe80::1/64', {options})).toEqual([]);
	expect(ofHost([], 'fe80::1/64')[0]?.message).toContain('172.18.0.1 is on no interface of the host');
});

test('of a host that forwards nothing that is the finding', () => {
	expect(check('198.51.100.10', 'timeout', 'ok', forwarding(false))).toEqual([]);
	expect(check('198.51.100.10', 'timeout', 'ok', forwarding(true))).toHaveLength(1);
});

test('an option that says so is not a rule that is gone, and a rule that is there is not the cause', () => {
	const measured = (world: ReturnType<typeof behind>, options = {}) => {
		const to = (probe: Probed<'tcp'>) =>
			({...probe, result: {...probe.result!, address: '198.51.100.10'}}) as Probed<'tcp'>;
		const probes = [to(connection('web', 'timeout')), to(connection('host', 'ok'))];
		const [network] = world.networks.values();
		const changed = {...network!, options};
		return [...connMasqueradeMissing.check({...world, probes, networks: new Map([[keyOf(changed), changed]])})];
	};
	const [off] = measured(behind(asCaptured), {'com.docker.network.bridge.enable_ip_masquerade': 'false'});
	expect(off?.message).toContain('does not masquerade');
	expect(off?.fix?.commands.join()).not.toContain('restart');
	const [filtered] = measured(behind(asCaptured));
	expect(filtered).toMatchObject({severity: 'medium'});
	expect(filtered?.message).toContain('its masquerade rule is there');
});

test('the firewall was read: no rule for the network, or one', () => {
	const check = (...world: Parameters<typeof behind>) => [...connMasqueradeMissing.check(behind(...world))];
	const rule = /172\.18\.0\.0\/16 .*MASQUERADE/;
	expect(check(without(rule))).toMatchObject([
		{confidence: 'observed', subject: {kind: 'network', name: 'front'}, evidence: [{value: 'none for 172.18.0.0/16'}]},
	]);
	expect(check(asCaptured)).toEqual([]);
	const wider = (text: string) => text.replace('-s 172.18.0.0/16 ! -o br-03e2d520e059', '-s 172.16.0.0/12 -o eth0');
	expect(check(wider)).toEqual([]);
	const narrower = (text: string) => text.replace('-s 172.18.0.0/16', '-s 172.18.0.2/32');
	expect(check(narrower)).toHaveLength(1);
	expect(check(without(/DOCKER|172/))).toEqual([]);
	expect(check(without(rule), {options: {'com.docker.network.bridge.gateway_mode_ipv4': 'routed'}})).toEqual([]);
	expect(check(without(rule), {internal: true})).toEqual([]);
	expect(check(without(rule), {}, 'nftables')).toEqual([]);
});

test('from an overlay one leaves by docker_gwbridge, and by nothing else', () => {
	const measured = (containerId: string) => {
		const to = (probe: Probed<'tcp'>) =>
			({...probe, result: {...probe.result!, address: '198.51.100.10'}}) as Probed<'tcp'>;
		const live = [{containerId, name: 'gateway_1', ipv4: '172.20.0.3'}];
		return [
			...connMasqueradeMissing.check(
				snapshotOf({
					networks: [
						networkNamed('mesh', {driver: 'overlay'}),
						networkNamed('docker_gwbridge', {details: {live, peers: [], known: []}}),
					],
					containers: [containerNamed('web', [placeOn('mesh', {ipv4: '10.0.1.5'})])],
					probes: [to(connection('web', 'timeout')), to(connection('host', 'ok'))],
				}),
			),
		];
	};
	expect(measured('id-of-web')).toMatchObject([{subject: {name: 'docker_gwbridge'}}]);
	expect(measured('another')).toEqual([]);
});
