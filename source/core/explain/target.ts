import {formatAddress, parseAddress} from '../ip/address.js';
import {endpointText} from '../probes/endpoint.js';
import type {PathQuestion} from './explanation.js';

export type PathTarget = Pick<PathQuestion, 'target' | 'port' | 'protocol'>;

/**
 * Where a path leads, as typed: a name or an address, each with `:PORT` and `/tcp` or `/udp`; IPv6 with a port as
 * `[ADDRESS]:PORT`. A text says what is wrong.
 */
export function readPathTarget(text: string): PathTarget | string {
	const [, rest = '', spelled] = /^(.*?)(?:\/([a-z]+))?$/i.exec(text) ?? [];
	const protocol = spelled?.toLowerCase() ?? 'tcp';
	if (protocol !== 'tcp' && protocol !== 'udp') return `${text}: after / comes tcp or udp`;
	const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(rest) ?? [];
	const whole = parseAddress(rest);
	const host = whole ? rest : (bracketed ?? plain ?? '');
	const address = whole ?? parseAddress(host);
	// One spelling of each address, as the engine's own.
	const target = address ? formatAddress(address) : host;
	if (target === '' || /[\s/[\]]|^-/.test(target) || (bracketed && !parseAddress(bracketed)))
		return `${text}: write it as NAME, ADDRESS or [IPv6], with :PORT and /udp where they matter`;
	const port = digits === undefined || whole ? undefined : Number(digits);
	if (port !== undefined && (port < 1 || port > 65_535)) return `${text}: a port is 1 to 65535`;
	if (spelled !== undefined && port === undefined)
		return `${text}: /${protocol} needs a port, as in ${target}:53/${protocol}`;
	return {target, ...(port !== undefined && {port}), protocol};
}

/** `[fd00::2]:80`, `db:5432`, `db`. */
export function withPort(target: string, port: number | undefined): string {
	return port === undefined ? target : endpointText({host: target, port});
}

/** `db:5432`, `db:53/udp`: as it could be typed. */
export function pathTargetText({target, port, protocol}: PathTarget): string {
	return `${withPort(target, port)}${protocol === 'udp' ? '/udp' : ''}`;
}
