import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {settingsOf} from '../source/actions/settings.js';
import {allCommands} from '../source/commands/all.js';
import {audit} from '../source/commands/audit.js';
import {doctor} from '../source/commands/doctor.js';
import {helpText} from '../source/help.js';
import {allTables} from '../source/ui/keymap.js';
import {inShop} from './commands/probing.js';

const root = new URL('..', import.meta.url);
const readme = readFileSync(new URL('readme.md', root), 'utf8');

const titles: Readonly<Record<keyof typeof allTables, string>> = {
	global: 'Everywhere',
	list: 'Lists',
	networks: 'On a network',
	containers: 'On a container',
	findings: 'On a finding',
	inspector: 'Inspector',
	offline: 'No engine',
	help: 'Help',
	text: 'Filter and search',
	prompt: 'Choosing',
	form: 'Forms',
	plan: 'Preview',
	probe: 'Probe',
	matrix: 'Matrix',
	explain: 'Explanation',
	watch: 'Watch',
};

function keysBlock(): string {
	const sections = Object.entries(titles).map(([scope, title]) => {
		const rows = allTables[scope as keyof typeof titles]
			.filter(({keys}) => keys.length > 0)
			.map(binding => `| ${binding.keys.map(key => `\`${key}\``).join(' ')} | ${binding.title} |`);
		return [`| ${title} | |`, '|---|---|', ...rows].join('\n');
	});
	return sections.join('\n\n');
}

test('the readme has the help as it is', () => {
	expect(readme).toContain(`\`\`\`\n$ docknet --help\n${helpText(allCommands)}\n\`\`\``);
});

test('the readme has every key', () => {
	expect(keysBlock()).toBe(/<!-- keys -->\n([\s\S]*)\n<!-- \/keys -->/.exec(readme)?.[1]);
});

test('every picture of the readme exists, and every picture is in the readme', () => {
	const named = [...readme.matchAll(/!\[[^\]]+\]\(media\/([^)]+)\)/g)].map(match => match[1]);
	const there = readdirSync(new URL('media', root)).filter(name => !name.endsWith('.js'));
	expect([...named].sort()).toEqual(there.sort());
});

test.each([
	[doctor, 'conn-target-paused'],
	[audit, 'aud-port-sensitive-public,aud-no-healthcheck'],
])('the readme has what $name says', async (command, only) => {
	const {printed} = await inShop(command, [], {only});
	expect(readme).toContain(`\`\`\`\n$ docknet ${command.name} --demo --only ${only}\n${printed[0]}\n\`\`\``);
});

test('the settings of the readme can be read', () => {
	const example = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
	expect(Object.keys(settingsOf(example, 'readme.md').rules)).toHaveLength(2);
});
