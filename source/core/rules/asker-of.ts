import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containerOf, type Probed} from '../probes/probed.js';

/** The container that asked; undefined where it was none, or is gone. */
export function askerOf(probe: Probed, {containers}: Snapshot): Container | undefined {
	const id = containerOf(probe);
	return id === undefined ? undefined : containers.get(keyOf({host: probe.host, id}));
}
