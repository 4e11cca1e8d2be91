/** The engine that an object belongs to: the context's name, or the address as the user gave it. */
export type HostId = string;

/** What can be pointed at. `id` is the engine's full id (for a host: the HostId itself). */
export type Reference = {
	readonly kind: 'host' | 'network' | 'container';
	readonly host: HostId;
	readonly id: string;
};

/** A unique text for one object of a snapshot: `host/id`. */
export type Key = string;

export function keyOf(object: {readonly host: HostId; readonly id: string}): Key {
	return `${object.host}/${object.id}`;
}
