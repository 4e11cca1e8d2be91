import type {Step, StepOutcome} from '../../core/plan/step.js';
import type {Engine} from '../engine.js';
import {apply} from './apply.js';
import {createClient} from './client.js';
import {type ConnectionSettings, connect, describeTarget} from './connect.js';
import {readFile} from './files.js';
import {images, inspect} from './inspect.js';
import type {Touched} from './normalize/event.js';
import {createReader} from './read.js';
import {sample} from './sample.js';
import {openShell} from './shell.js';
import {survey} from './survey.js';
import {createVantages} from './vantages.js';
import {createWatching} from './watch.js';

/** A Docker or Podman engine. Connects on first use. */
export function createDockerEngine(settings: ConnectionSettings): Engine {
	const {host, address} = describeTarget(settings);
	const client = createClient(address, signal => connect(settings, signal));
	const reader = createReader(client, host);
	const vantages = createVantages(client);
	const {watch, touch} = createWatching(client, reader, host);
	return {
		host,
		address,
		list: reader.everything,
		watch,
		detail: reader.containers,
		survey: signal => survey(client, reader, host, signal),
		sample: (containers, signal) => sample(client, containers, signal),
		inspect: (reference, signal) => inspect(client, reference, signal),
		images: signal => images(client, signal),
		readFile: (container, path, signal) => readFile(client, container, path, signal),
		execute: vantages.execute,
		async apply(step, signal) {
			const outcome = await apply(client, step, signal);
			touch(networksOf(step, outcome));
			return outcome;
		},
		openShell: (container, argv, terminal, signal) => openShell(client, container, argv, terminal, signal),
		async close() {
			await vantages.close();
			await client.close();
		},
	};
}

/** Podman sends no event when a network is made or removed: at least our own changes show at once. */
function networksOf(step: Step, {created}: StepOutcome): readonly Touched[] {
	if (step.type === 'create-network' && created) return [{kind: 'network', id: created, gone: false}];
	if (step.type === 'remove-network') return [{kind: 'network', id: step.network, gone: true}];
	return [];
}
