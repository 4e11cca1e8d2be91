import {join} from 'node:path';
import type {HostId} from '../../core/model/reference.js';
import {safe} from '../../core/text/safe.js';
import {UserError} from '../../errors.js';
import {type Address, defaultAddress, parseAddress} from '../address.js';
import {EngineError} from '../errors.js';
import {unreachable} from './connect-failure.js';
import {currentContext, readContext} from './contexts.js';
import {readTls, type TlsMaterial, type TlsSettings, tlsWanted} from './tls.js';

export type ConnectionSettings = {
	readonly host?: string;
	readonly context?: string;
	readonly tls?: TlsSettings;
	readonly environment: NodeJS.ProcessEnv;
	readonly homeFolder: string;
};

export type Target = {
	/** The context's name, or the address as it was given. */
	readonly host: HostId;
	readonly text: string;
	readonly address: Address;
	readonly tls?: TlsMaterial;
};

/** Flags that contradict each other or cannot be read; what environment and contexts hold is for `connect` to judge. */
export function checkSettings({host, context}: ConnectionSettings): void {
	if (host && context) {
		throw new UserError(safe(`-H/--host '${host}' and -c/--context '${context}' exclude each other: give one of them`));
	}

	const parsed = parseAddress(host || defaultAddress);
	if ('problem' in parsed) throw new UserError(safe(`-H/--host: ${parsed.problem}`));
}

/** Docker's order: --context, --host, DOCKER_HOST, DOCKER_CONTEXT, the current context. Throws EngineError. */
function choice(settings: ConnectionSettings): {readonly context: string} | {readonly address: string} {
	const {host, context, environment} = settings;
	const named = context || (host || environment.DOCKER_HOST ? undefined : environment.DOCKER_CONTEXT);
	const name = named || (host || environment.DOCKER_HOST ? undefined : currentContext(folderOf(settings)));
	if (name && name !== 'default') return {context: name};
	const secure = tlsWanted(settings.tls ?? {}, environment);
	return {address: host || environment.DOCKER_HOST?.trim() || (secure ? 'tcp://localhost:2376' : defaultAddress)};
}

/** What was asked for, also where it cannot be used. Never throws. */
export function describeTarget(settings: ConnectionSettings): {readonly host: HostId; readonly address: string} {
	try {
		const chosen = choice(settings);
		if ('address' in chosen) return {host: chosen.address, address: chosen.address};
		return {host: chosen.context, address: addressOf(chosen.context, folderOf(settings))};
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return {host: defaultAddress, address: defaultAddress};
	}
}

function addressOf(context: string, folder: string): string {
	try {
		return readContext(context, folder).address;
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return `context ${context}`;
	}
}

/** The engine to talk to, with its certificates read. Throws EngineError `unreachable`. */
export function resolveTarget(settings: ConnectionSettings): Target {
	const chosen = choice(settings);
	if ('address' in chosen) {
		const target = targetOf(chosen.address, chosen.address);
		const wanted = target.address.kind === 'tcp' && tlsWanted(settings.tls ?? {}, settings.environment);
		return wanted ? {...target, tls: readTls(settings.tls ?? {}, settings.environment, folderOf(settings))} : target;
	}

	const {address, tls} = readContext(chosen.context, folderOf(settings));
	return {...targetOf(chosen.context, address), ...(tls ? {tls} : {})};
}

function targetOf(host: HostId, text: string): Target {
	const parsed = parseAddress(text);
	if ('address' in parsed) return {host, text, address: parsed.address};
	const source =
		host === text
			? 'Set DOCKER_HOST or -H to such an address'
			: `Mend it: docker context update ${host} --docker host=…`;
	throw unreachable('bad-address', `${parsed.problem}.`, source);
}

function folderOf({environment, homeFolder}: ConnectionSettings): string {
	return environment.DOCKER_CONFIG || join(homeFolder, '.docker');
}
