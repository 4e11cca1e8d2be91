/** Where an engine is, as `-H`, DOCKER_HOST and contexts write it. */
export type Address =
	| {readonly kind: 'unix'; readonly path: string}
	| {
			readonly kind: 'tcp';
			readonly host: string;
			readonly port: number;
			/** '' or '/prefix', before every path of the API. */
			readonly basePath: string;
			/** From https:// and http://; undefined: as the TLS settings say. */
			readonly secure?: boolean;
	  }
	| {
			readonly kind: 'ssh';
			readonly user?: string;
			readonly host: string;
			readonly port?: number;
			/** The engine's socket over there, where it is not the usual one. */
			readonly socketPath?: string;
	  };

export type ParsedAddress = {readonly address: Address} | {readonly problem: string};

export const defaultAddress = 'unix:///var/run/docker.sock';

const authority = /^(?:([^@/]*)@)?(\[[0-9a-f:.]+\]|[^:/@[\]]*)(?::([^/]*))?(\/.*)?$/iu;
const bareIpv6 = /^[0-9a-f]*:[0-9a-f.]*:[0-9a-f:.]*$/i;
const hostName = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$|^\[.+\]$/u;
const defaultPorts = {tcp: 2375, http: 80, https: 443} as const;

/** As `docker -H` reads it (`host`, `:2375` and `host:2375` mean tcp), and an absolute path means a socket. */
export function parseAddress(text: string): ParsedAddress {
	const trimmed = text.trim();
	if (trimmed.startsWith('/')) return {address: {kind: 'unix', path: trimmed}};
	const [, scheme = 'tcp', rest = ''] = /^(?:([^:/]+):\/\/)?(.*)$/su.exec(trimmed) ?? [];
	switch (scheme) {
		case 'unix':
			return {address: {kind: 'unix', path: rest || defaultAddress.slice('unix://'.length)}};
		case 'tcp':
		case 'http':
		case 'https':
			return parseTcp(trimmed, scheme, rest);
		case 'ssh':
			return parseSsh(trimmed, rest);
		case 'npipe':
			return {
				problem: `'${trimmed}' is a Windows named pipe, which this system does not have: use unix://, tcp:// or ssh://`,
			};
		case 'fd':
			return {problem: `'${trimmed}' is for the engine to listen on, not for clients: use unix:///var/run/docker.sock`};
		default:
			return {
				problem: `'${trimmed}' begins with ${scheme}://, but an engine's address begins with unix://, tcp://, http://, https:// or ssh://`,
			};
	}
}

function parseTcp(text: string, scheme: keyof typeof defaultPorts, rest: string): ParsedAddress {
	if (bareIpv6.test(rest)) return parseTcp(text, scheme, `[${rest}]`);
	const [, user, host = '', port, path = ''] = authority.exec(rest) ?? [rest, rest];
	const example = `like ${scheme}://host:2375`;
	if (user !== undefined) return {problem: `'${text}' is not an address: it should be ${example}`};
	if (host && !hostName.test(host)) return {problem: `'${text}' has no valid host name: it should be ${example}`};
	const number = port ? portOf(port) : defaultPorts[scheme];
	if (!number) return {problem: portProblem(text, port)};
	return {
		address: {
			kind: 'tcp',
			host: host ? withoutBrackets(host) : 'localhost',
			port: number,
			basePath: path.replace(/\/+$/, ''),
			...(scheme === 'tcp' ? {} : {secure: scheme === 'https'}),
		},
	};
}

function parseSsh(text: string, rest: string): ParsedAddress {
	const [, user, host = '', port, path = ''] = authority.exec(rest) ?? [];
	const example = 'it should be like ssh://user@host:22';
	if (/[?#]/.test(rest)) return {problem: `'${text}' has a '?' or '#', which ssh addresses do not have: ${example}`};
	if (user?.includes(':')) {
		return {problem: `an ssh address cannot hold a password: use ssh://${user.split(':')[0]}@${host} and a key`};
	}

	if (!hostName.test(host)) return {problem: `'${text}' has no valid host name: ${example}`};
	if (user !== undefined && !/^[^\s\p{Cc}-][^\s\p{Cc}]*$/u.test(user)) {
		return {problem: `'${text}' has no valid user name: ${example}`};
	}

	const number = port ? portOf(port) : undefined;
	if (port && !number) return {problem: portProblem(text, port)};
	return {
		address: {
			kind: 'ssh',
			host: withoutBrackets(host),
			...(user ? {user} : {}),
			...(number ? {port: number} : {}),
			...(path.length > 1 ? {socketPath: path} : {}),
		},
	};
}

function portOf(text: string): number | undefined {
	const port = Number(text);
	return /^\d+$/.test(text) && port >= 1 && port <= 65_535 ? port : undefined;
}

function portProblem(text: string, port: string | undefined): string {
	return `'${text}' has the port '${port}': a port is a number from 1 to 65535`;
}

function withoutBrackets(host: string): string {
	return host.startsWith('[') ? host.slice(1, -1) : host;
}
