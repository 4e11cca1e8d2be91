import type {WantedHost} from '../../../core/model/container.js';
import {texts} from './json.js';

/** Longer values are looked through so far, and so many hosts are kept. */
const most = {characters: 2000, hosts: 50};

/** `postgres://user:secret@db:5432/shop`, `jdbc:mysql://db/shop`, `mongodb://one:27017,two:27017`: scheme and hosts. */
const url =
	/(?<![a-z\d+.-])(?<scheme>[a-z][a-z\d+.-]{1,30}):\/\/(?:[^\s/?#"'`]*@)?(?<hosts>(?:(?!,[a-z][a-z\d+.-]{1,30}:\/\/)[^\s/?#"'`;)])*)/gi;
const host = /^(?<host>[a-z\d](?:[\w.-]{0,251}[a-z\d])?)(?::(?<port>\d{1,5}))?$/i;

function hostOf(text: string): {readonly host: string; readonly port?: number} | undefined {
	const {host: name, port} = host.exec(text)?.groups ?? {};
	// Numbers alone are an address, or a user and a group.
	if (!name || !/[a-z]/i.test(name)) return undefined;
	return {host: name.toLowerCase(), ...(port !== undefined && {port: Number(port)})};
}

function wantedIn(text: string): readonly Omit<WantedHost, 'at'>[] {
	const value = text.slice(0, most.characters);
	const inUrls = [...value.matchAll(url)].flatMap(({groups}) => {
		const {scheme = '', hosts = ''} = groups ?? {};
		return hosts.split(',').flatMap(each => {
			const found = hostOf(each);
			return found ? [{scheme: scheme.toLowerCase(), ...found}] : [];
		});
	});
	const alone = value.split(/[\s,;]+/).flatMap(word => {
		const found = hostOf(word);
		return found?.port === undefined ? [] : [found];
	});
	return [...inUrls, ...alone];
}

/** `DB_HOST=db`, but for names that a container is to have itself. */
const namesHost = /^(?!(virtual|letsencrypt|server|bind|listen)_)\w+_(host|hostname|server)$/i;

/** The hosts that a container's environment and command name: of the values nothing else is kept, for they hold secrets. Proxies are told apart. */
export function wantedHosts(environment: readonly string[], ...commands: readonly unknown[]): readonly WantedHost[] {
	const ofVariables = environment.flatMap(line => {
		const at = line.indexOf('=');
		const name = line.slice(0, at);
		const value = line.slice(at + 1);
		if (at < 1 || /_proxy$/i.test(name)) return [];
		const alone = namesHost.test(name) && value.length <= 253 ? hostOf(value) : undefined;
		return (alone ? [alone] : wantedIn(value)).map(each => ({at: `Env ${name}`, ...each}));
	});
	const ofCommand = wantedIn(commands.flatMap(texts).join(' ')).map(each => ({at: 'Cmd', ...each}));
	const all = [...ofVariables, ...ofCommand];
	const key = ({at, host: name, port}: WantedHost) => `${at} ${name} ${port}`;
	return [...new Map(all.map(each => [key(each), each])).values()].slice(0, most.hosts);
}
