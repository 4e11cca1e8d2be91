import type {RuleCounter} from '../firewall/rule-counter.js';
import type {ListenersResult} from '../probes/listeners.js';
import type {RoutesResult} from '../probes/routes.js';

/** What was measured in one place: a container, or the engine's host (under its own id). Missing: not looked at, or not to be seen. */
export type Observation = {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** `/etc/resolv.conf` and `/etc/hosts`, as they stand in the container. */
	readonly resolvConf?: string;
	readonly hosts?: string;
	readonly listeners?: ListenersResult;
	readonly routes?: RoutesResult;
	/** Of the engine's host: whether its kernel forwards IPv4 packets. */
	readonly forwarding?: boolean;
	/** Of the engine's host: the rules of its firewall (iptables, IPv4). */
	readonly firewall?: readonly RuleCounter[];
	readonly names?: NameChecks;
};

/** A name that was looked up in a container, beside what was predicted of it: addresses of both families. */
export type NameCheck = {
	readonly name: string;
	readonly verdict: 'agrees' | 'differs' | 'unknown';
	readonly predicted: readonly string[];
	readonly answered: readonly string[];
	/** What the lookup said, or why there was none. */
	readonly message: string;
};

/** `at`: milliseconds since 1970. */
export type NameChecks = {readonly at: number; readonly checks: readonly NameCheck[]};
