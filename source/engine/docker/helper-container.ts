import {randomUUID} from 'node:crypto';
import type {Vantage} from '../../core/probes/probe.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {helperLabel} from './normalize/helper-label.js';

export type HelperVantage = Extract<Vantage, {readonly kind: 'helper'}>;

/** It ends by itself after this, and the engine removes it: nothing stays of a docknet that was killed. */
export const helperLifeSeconds = 300;

export const helperName = () => `docknet-${randomUUID().slice(0, 8)}`;

/**
 * Makes and starts a container of that name that does nothing but share the network of another one, or of the host.
 * Rejects with `missing` where the engine does not have the image. What of it stays after a failure is removed by `removeHelper`.
 */
export async function startHelper(
	client: Client,
	name: string,
	vantage: HelperVantage,
	signal: AbortSignal,
): Promise<void> {
	const body = bodyOf(vantage);
	const create = {method: 'POST', path: '/containers/create', query: {name}, body} as const;
	await client.change(create, signal).catch(error => {
		throw withoutImage(error, vantage.image);
	});
	await client.change({method: 'POST', path: `/containers/${name}/start`}, signal).catch(error => {
		throw withoutStart(error, vantage.image);
	});
}

/** Ends whatever runs in it too. */
export async function removeHelper(client: Client, name: string, signal: AbortSignal): Promise<void> {
	await client.change({method: 'DELETE', path: `/containers/${name}`, query: {force: true, v: true}}, signal);
}

function bodyOf({container, image, processes}: HelperVantage) {
	return {
		Image: image,
		Entrypoint: ['sleep'],
		Cmd: [String(helperLifeSeconds)],
		User: '0',
		WorkingDir: '/',
		Healthcheck: {Test: ['NONE']},
		Labels: {[helperLabel]: container ?? 'host'},
		HostConfig: {
			// Also that of a container that has the host's network, or another container's: all engines take it.
			NetworkMode: container ? `container:${container}` : 'host',
			...(processes && {PidMode: container ? `container:${container}` : 'host'}),
			AutoRemove: true,
			CapDrop: ['ALL'],
			// DAC_OVERRIDE: open files of other users' processes.
			CapAdd: ['NET_RAW', ...(processes ? ['SYS_PTRACE', 'DAC_OVERRIDE'] : [])],
			SecurityOpt: ['no-new-privileges'],
			ReadonlyRootfs: true,
			PidsLimit: 256,
			LogConfig: {Type: 'none', Config: {}},
		},
	};
}

function withoutImage(error: unknown, image: string): unknown {
	if (!(error instanceof EngineError) || !/no such image/i.test(error.message)) return error;
	return new EngineError('missing', `The engine has no image ${image}: docker pull ${image}`);
}

function withoutStart(error: unknown, image: string): unknown {
	if (!(error instanceof EngineError) || !/"sleep"/.test(error.message)) return error;
	return new EngineError('unsupported', `${image} cannot serve as a helper: it has no program sleep.`);
}
