import {expect, test} from 'vitest';
import {cursorOn, goTo, openDemo} from './docknet.js';

test('the first picture: engine, tabs, networks, inspector, keys', async () => {
	const terminal = await openDemo();
	const screen = terminal.screen();
	expect(screen[0]).toMatch(/^docknet demo {2}Simulated .* demo:shop {2}● live/);
	expect(screen[1]).toMatch(/^ 1 Networks 7 {2}2 Containers 15/);
	expect(screen[2]).toMatch(/NAME▲ +DRIVER +SCOPE +SUBNETS +USED +ENDPOINTS/);
	expect(screen.join('\n')).toMatch(/^ shop_data +bridge +local +10\.20\.30\.0\/27 /m);
	expect(screen.join('\n')).toContain('─ bridge network');
	expect(screen.at(-1)).toMatch(/: menu {2}\? help {2}q quit$/);
	expect(terminal.isAlternate).toBe(true);
	expect(terminal.isCursorHidden).toBe(true);
	terminal.press('q');
	expect(await terminal.exit).toEqual({code: 0, signal: undefined});
	expect(terminal.isAlternate).toBe(false);
	expect(terminal.isCursorHidden).toBe(false);
});

test('tabs, moving, and each tab keeps its cursor', async () => {
	const terminal = await openDemo();
	terminal.press('2');
	await cursorOn(terminal, 'grafana');
	terminal.press('j', 'j');
	await cursorOn(terminal, 'prometheus');
	terminal.press('G');
	await cursorOn(terminal, 'toolbox');
	terminal.press('1');
	await cursorOn(terminal, 'bridge');
	terminal.press('2');
	await cursorOn(terminal, 'toolbox');
	terminal.press('g');
	await cursorOn(terminal, 'grafana');
});

test('a filter narrows the list as it is typed; Escape brings all back', async () => {
	const terminal = await openDemo();
	terminal.press('/', 'x', 'ctrl-u', 'shop_d');
	await terminal.waitFor(/1 of 7/);
	expect(terminal.screen().join('\n')).not.toContain(' monitoring ');
	terminal.press('enter');
	await cursorOn(terminal, 'shop_data');
	terminal.press('esc');
	await terminal.waitFor(' monitoring ');
});

test('text typed or edited in a burst is what a patient typist gets', async () => {
	const terminal = await openDemo();
	terminal.press('/', 'ctrl-u', 'shopdata', 'left', 'left', 'left', 'left', '_');
	await terminal.waitFor(/^ \/ shop_data +1 of 7/m);
});

test('sorting by a column, and the cursor stays with its network', async () => {
	const terminal = await openDemo();
	terminal.press('j', 'j');
	await cursorOn(terminal, 'monitoring');
	const names = (screen: string[]) => screen.slice(3, 10).map(line => line.trim().split(' ')[0]);
	const before = names(terminal.screen());
	terminal.press('N');
	const screen = await terminal.waitFor('NAME▼');
	expect(names(screen)).toEqual(before.toReversed());
	await cursorOn(terminal, 'monitoring');
	terminal.press('U');
	expect(names(await terminal.waitFor('SUBNETS▲'))[2]).toBe('shop_data');
	await cursorOn(terminal, 'monitoring');
});

test('inspector: sections, the raw JSON of the engine, and a search in it', async () => {
	const terminal = await openDemo();
	await goTo(terminal, 'shop_data');
	terminal.press('enter');
	await terminal.waitFor(/│ 10\.20\.30\.0\/27 +│ 10\.20\.30\.1 +│/);
	terminal.press('v');
	await terminal.waitFor('"Name": "shop_data"');
	terminal.press('enter');
	await terminal.waitFor('"Driver": "bridge"');
	terminal.press('/', 'aux');
	await terminal.waitFor(/enter keep/);
	terminal.press('ctrl-u', '"Internal"');
	await terminal.waitFor('"Internal": true');
	terminal.press('enter');
	await terminal.waitFor('v raw JSON');
	terminal.press('esc');
	terminal.press('v');
	await terminal.waitFor('Subnets');
});

test('help lists the keys of this view; the palette runs what is chosen', async () => {
	const terminal = await openDemo();
	terminal.press('?');
	await terminal.waitFor(/Help: Networks[\s\S]*Connect a container to this network/);
	terminal.press('q');
	await terminal.waitFor('? help');
	terminal.press(':');
	await terminal.waitFor('─ Command');
	terminal.press('show cont');
	await terminal.waitFor('Show containers');
	terminal.press('enter');
	await cursorOn(terminal, 'grafana');
	terminal.press('?');
	await terminal.waitFor(/Help: Containers[\s\S]*Shell in this container/);
});

test('copy puts the chosen text on the clipboard of the terminal', async () => {
	const terminal = await openDemo();
	await goTo(terminal, 'shop_data');
	terminal.press('y');
	await terminal.waitFor('─ Copy');
	terminal.press('subnet');
	await terminal.waitFor(/→ ?subnet[\s\S]*10\.20\.30\.0\/27 +subnet/);
	terminal.press('enter');
	await terminal.waitFor('copied 10.20.30.0/27');
	expect(terminal.output).toContain(`\x1b]52;c;${Buffer.from('10.20.30.0/27').toString('base64')}\x07`);
});

test('frozen, nothing moves until it is thawed', async () => {
	const terminal = await openDemo();
	await terminal.waitFor(/[↓≤]?\d+ [kM]?B\/s/);
	terminal.press('z');
	await terminal.waitFor('● frozen');
	terminal.press('2');
	await cursorOn(terminal, 'grafana');
	const rows = (screen: string[]) => screen.slice(3, 18);
	await terminal.waitFor(/^ toolbox /m);
	const before = rows(terminal.screen());
	// The header is not frozen: two changes of it are two readings.
	for (const _ of [1, 2]) {
		const header = terminal.screen()[0];
		await terminal.waitFor(screen => screen[0] !== header);
	}
	expect(rows(terminal.screen())).toEqual(before);
	terminal.press('z');
	await terminal.waitFor(screen => screen[0]!.includes('● live') && rows(screen).join() !== before.join());
});
