import {safe} from '../text/safe.js';
import {targetProblem} from './target.js';

/** `host`: a name or an address, IPv6 without its brackets. */
export type Endpoint = {readonly host: string; readonly port: number};

/** `https://db:8443/health`. A port that was not given is the scheme's own. */
export type WebAddress = Endpoint & {
	readonly scheme: 'http' | 'https';
	/** With the query, from `/` on. */
	readonly path: string;
};

const endpoint = /^(?:\[(?<bracketed>[^[\]]*)\]|(?<plain>[^:[\]]*)):(?<port>\d+)$/;
const webAddress =
	/^(?:(?<scheme>https?):\/\/)?(?<authority>\[[^[\]]*\](?::\d+)?|[^/?#[\]]*)(?<path>[/?][^#]*)?(?:#.*)?$/i;

/** Of a target that `endpointProblem` finds nothing wrong with. */
export function parseEndpoint(text: string): Endpoint {
	const {bracketed, plain, port} = endpoint.exec(text)?.groups ?? {};
	return {host: bracketed ?? plain ?? '', port: Number(port)};
}

/** What is wrong with `HOST:PORT`, IPv6 as `[ADDRESS]:PORT`. */
export function endpointProblem(text: string): string | undefined {
	if (text === '') return 'Say what to reach: HOST:PORT.';
	if (/^:?\d+$/.test(text)) return `'${safe(text)}' names no host: write HOST:PORT.`;
	const {groups} = endpoint.exec(text) ?? {};
	if (!groups) {
		return text.split(':').length > 2 && !text.startsWith('[')
			? `'${safe(text)}' has an IPv6 address and needs brackets: [ADDRESS]:PORT.`
			: (targetProblem(text) ?? `'${safe(text)}' has no port: write HOST:PORT.`);
	}

	return hostProblem(groups) ?? portProblem(Number(groups.port));
}

/** Of a target that `webAddressProblem` finds nothing wrong with. */
export function parseWebAddress(text: string): WebAddress {
	const {scheme = 'http', authority = '', path = '/'} = webAddress.exec(text)?.groups ?? {};
	const secure = scheme.toLowerCase() === 'https';
	return {
		scheme: secure ? 'https' : 'http',
		...parseEndpoint(withPort(authority, secure ? 443 : 80)),
		path: path.startsWith('/') ? path : `/${path}`,
	};
}

/** What is wrong with a URL, or with HOST[:PORT][/path]. */
export function webAddressProblem(text: string): string | undefined {
	if (/^:?\d+$/.test(text)) return `'${safe(text)}' names no host: write HOST:PORT or a URL.`;
	const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1];
	if (scheme && !/^https?$/i.test(scheme)) return `'${safe(scheme)}' is not http or https.`;
	if (!/^[\x21-\x7e]*$/.test(text))
		return `'${safe(text)}' is not a URL: write %20 for a space and %XX for what is not ASCII.`;
	const {authority = ''} = webAddress.exec(text)?.groups ?? {};
	if (authority.includes('@')) return 'A URL with a password would be shown to everybody: leave user and password out.';
	if (authority === '') return 'Say what to ask: a URL or HOST:PORT.';
	return endpointProblem(withPort(authority, 80));
}

/** `[2001:db8::1]:80`. */
export function endpointText({host, port}: Endpoint): string {
	return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

export function urlOf({scheme, path, ...rest}: WebAddress): string {
	return `${scheme}://${endpointText(rest)}${path}`;
}

function withPort(authority: string, port: number): string {
	return /^(?:\[[^[\]]*\]|[^:]*)$/.test(authority) ? `${authority}:${port}` : authority;
}

function hostProblem({bracketed, plain}: {readonly [group: string]: string | undefined}): string | undefined {
	const host = bracketed ?? plain ?? '';
	if (bracketed !== undefined && !bracketed.includes(':')) return `'[${safe(bracketed)}]' is not an IPv6 address.`;
	return targetProblem(host);
}

function portProblem(port: number): string | undefined {
	return port >= 1 && port <= 65_535 ? undefined : `${port} is not a port: ports are 1 to 65535.`;
}
