import {expect, test} from 'vitest';
import {forbidsSending} from '../../../source/core/probes/forbids-sending.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {connHostFirewall} from '../../../source/core/rules/conn-host-firewall.js';
import {connTargetFirewall} from '../../../source/core/rules/conn-target-firewall.js';
import {dnsResolvconfModifiedOrDeadResolver} from '../../../source/core/rules/dns-resolvconf-modified-or-dead-resolver.js';
import {lab} from '../../objects.js';
import {asked, connection, echo} from './dropped.js';
import {lookUp} from './measured.js';

const refused: Probed<'ping'> = {
	...echo,
	result: {...echo.result!, result: 'unreachable', message: `web cannot reach db: ${forbidsSending}.`},
};
const unheard = [connection('web', 'timeout'), connection('host', 'ok')];

const firewalls = (probes: readonly Probed[]) => {
	const world = asked(probes);
	const key = `${lab}/id-of-web`;
	const observations = new Map([...world.observations, [key, {at: 0, resolvConf: 'nameserver 127.0.0.11\n'}]]);
	return [connTargetFirewall, connHostFirewall, dnsResolvconfModifiedOrDeadResolver].flatMap(rule =>
		[...rule.check({...world, observations})].map(({subject}) => `${rule.id} ${subject.name}`),
	);
};

test('its kernel forbids it to send: neither the host’s firewall nor its name server is to blame', () => {
	const deaf = lookUp('web', 'db', 'timeout');
	expect(firewalls([...unheard, refused, deaf])).toEqual(['conn-target-firewall web']);
	expect(firewalls([refused, deaf])).toEqual(['conn-target-firewall web']);
});

test('not even the name server in its own namespace answers it, nor anybody else', () => {
	expect(firewalls([...unheard, lookUp('web', 'db', 'timeout')])).toEqual(['conn-target-firewall web']);
});

test('a name server that asks others in vain is no rule inside the container', () => {
	const others = lookUp('web', 'nobody.example', 'timeout');
	expect(firewalls([...unheard, others])).not.toContain('conn-target-firewall web');
});

test('without a connection, pings of two others tell as much, and of one nothing', () => {
	const silent = (address: string): Probed<'ping'> => ({
		...echo,
		id: address,
		result: {...echo.result!, result: 'timeout', address, received: 0},
	});
	const deaf = lookUp('web', 'db', 'timeout');
	expect(firewalls([deaf, silent('172.18.0.3'), silent('10.77.0.1')])).toEqual(['conn-target-firewall web']);
	expect(firewalls([deaf, silent('172.18.0.3')])).toEqual(['dns-resolvconf-modified-or-dead-resolver web']);
});

test('who may not ping is not kept in, nor who hears of others', () => {
	expect(firewalls([refused])).toEqual([]);
	expect(firewalls([refused, connection('web', 'ok')])).toEqual([]);
	expect(firewalls([...unheard, echo, lookUp('web', 'db', 'timeout')])).toEqual([
		'conn-host-firewall DOCKER-USER',
		'dns-resolvconf-modified-or-dead-resolver web',
	]);
});
