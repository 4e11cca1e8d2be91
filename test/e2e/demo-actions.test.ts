import {expect, test} from 'vitest';
import {cursorOn, goTo, openDemo} from './docknet.js';

test('a network is created by the form, after a preview and a yes, and undone', async () => {
	const terminal = await openDemo();
	terminal.press('c');
	await terminal.waitFor(/→ Driver +← bridge →/);
	terminal.press('tab', 'lab_net', 'tab', 'tab', 'right');
	await terminal.waitFor(/Subnets +\d+\.\d+\.\d+\.\d+\/24/);
	terminal.press('ctrl-u', '172.20.1.0/24');
	await terminal.waitFor(/172\.20\.1\.0\/24 overlaps .*shop_front/);
	terminal.press('ctrl-u', '10.99.0.0/24', 'enter');
	await terminal.waitFor(/\$ docker network create .*--subnet 10\.99\.0\.0\/24.* lab_net/);
	expect(terminal.screen()[1]).toContain('1 Networks 7');
	terminal.press('y');
	await terminal.waitFor(/Networks 8[\s\S]* lab_net +bridge +local +10\.99\.0\.0\/24[\s\S]*u undoes it/);
	terminal.press('u');
	await terminal.waitFor(/\$ docker network rm lab_net/);
	terminal.press('y');
	await terminal.waitFor(screen => screen[1]!.includes('Networks 7') && !/^.lab_net /m.test(screen.join('\n')));
});

test('a no to the preview changes nothing', async () => {
	const terminal = await openDemo();
	await goTo(terminal, 'shop_data');
	terminal.press('x');
	await terminal.waitFor('$ docker network rm shop_data');
	terminal.press('n');
	await terminal.waitFor(screen => !screen.join('\n').includes('docker network rm'));
	expect(terminal.screen()[1]).toContain('Networks 7');
});

test('built-in networks are protected, with the reason', async () => {
	const terminal = await openDemo();
	terminal.press('x');
	await terminal.waitFor(/bridge .*(built|made by|predefined|own)/);
	expect(terminal.screen().join('\n')).not.toContain('docker network rm');
});

test('ping answers line by line', async () => {
	const terminal = await openDemo();
	terminal.press('2');
	await cursorOn(terminal, 'grafana');
	await goTo(terminal, 'shop-api-1');
	terminal.press('p');
	await terminal.waitFor('─ Ping from shop-api-1 to');
	terminal.press('shop-db-1', 'enter');
	await terminal.waitFor(/Ping[\s\S]*10\.20\.30\.\d+/);
	await terminal.waitFor(/5 (sent|of 5)|5\/5|5 packets|loss/);
});

test('a name is looked up', async () => {
	const terminal = await openDemo();
	terminal.press('2');
	await cursorOn(terminal, 'grafana');
	terminal.press('n');
	await terminal.waitFor('─ Look up, from grafana, the name');
	terminal.press('metrics', 'enter');
	await terminal.waitFor('172.30.8.129');
});

test('the shell gets the terminal, and the explorer comes back as it was', async () => {
	const terminal = await openDemo();
	terminal.press('2');
	await cursorOn(terminal, 'grafana');
	terminal.press('!');
	await terminal.waitFor('/ #');
	expect(terminal.isAlternate).toBe(false);
	expect(terminal.isCursorHidden).toBe(false);
	terminal.press('hostname', 'enter');
	await terminal.waitFor(/^[0-9a-f]{12}$/m);
	terminal.press('exit', 'enter');
	await terminal.waitFor('the shell in grafana ended');
	expect(terminal.isAlternate).toBe(true);
	expect(terminal.isCursorHidden).toBe(true);
	await cursorOn(terminal, 'grafana');
});

test('--read-only has no keys that change anything', async () => {
	const {openDocknet} = await import('./docknet.js');
	const terminal = openDocknet(['--demo', '--read-only']);
	await terminal.waitFor(/read-only/);
	await terminal.waitFor(/^ shop_data /m);
	const screen = terminal.screen();
	expect(screen.at(-1)).not.toMatch(/create|remove|attach|detach/);
	terminal.press('c', 'x', 'a', 'd', '!', '?');
	await terminal.waitFor('Help: Networks');
	expect(terminal.screen().join('\n')).not.toMatch(/Create|Remove|Disconnect/);
});
