import type {Engine} from '../engine.js';
import {createClient} from './client.js';
import {type ConnectionSettings, connect, describeTarget} from './connect.js';
import {createReader} from './read.js';
import {sample} from './sample.js';
import {createWatching} from './watch.js';

/** A Docker or Podman engine. Connects on first use. */
export function createDockerEngine(settings: ConnectionSettings): Engine {
	const {host, address} = describeTarget(settings);
	const client = createClient(address, signal => connect(settings, signal));
	const reader = createReader(client, host);
	const {watch, touch} = createWatching(client, reader, host);
	return {
		host,
		address,
		list: reader.everything,
		watch,
		detail: reader.containers,
		sample: (containers, signal) => sample(client, containers, signal),
		close: client.close,
	};
}
