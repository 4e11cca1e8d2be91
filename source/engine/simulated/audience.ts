import type {Change, EngineEvent} from '../../core/model/change.js';
import type {EngineError} from '../errors.js';
import {cancelled} from './line.js';
import {detailedView} from './view.js';
import type {World} from './world.js';

/** Who watches the engine: each gets every batch, in order, however slowly it reads. */
export type Audience = {
	readonly tell: (batch: readonly Change[]) => void;
	readonly fail: (error: EngineError) => void;
	/** Yields `[]` once listening, then the batches from now on. Throws what `fail` says, or a cancelled EngineError. */
	readonly listen: (signal: AbortSignal) => AsyncGenerator<readonly Change[], never>;
	readonly size: () => number;
};

type Seat = {readonly waiting: (readonly Change[])[]; broken?: EngineError; wake: () => void};

export function createAudience(): Audience {
	const seats = new Set<Seat>();

	return {
		tell(batch) {
			for (const seat of seats) {
				seat.waiting.push(batch);
				seat.wake();
			}
		},
		fail(error) {
			for (const seat of seats) breakSeat(seat, error);
		},
		async *listen(signal) {
			const seat: Seat = {waiting: [], wake() {}};
			const stop = () => breakSeat(seat, cancelled());
			seats.add(seat);
			signal.addEventListener('abort', stop, {once: true});
			try {
				yield [];
				while (true) {
					if (signal.aborted) throw cancelled();
					if (seat.broken) throw seat.broken;
					const batch = seat.waiting.shift();
					if (batch) {
						yield batch;
					} else {
						await new Promise<void>(resolve => {
							seat.wake = resolve;
						});
					}
				}
			} finally {
				seats.delete(seat);
				signal.removeEventListener('abort', stop);
			}
		},
		size: () => seats.size,
	};
}

function breakSeat(seat: Seat, error: EngineError): void {
	seat.broken = error;
	seat.wake();
}

/** The events, and every object that they touched, read again. */
export function batchOf(world: World, events: readonly EngineEvent[], now: number): readonly Change[] {
	const networks = new Set(events.filter(event => event.kind === 'network').map(event => event.id));
	const containers = new Set(events.map(event => (event.kind === 'container' ? event.id : event.container)));
	containers.delete(undefined);
	return [
		...events.map((event): Change => ({type: 'event', event})),
		...[...networks].map((id): Change => {
			const network = world.networks.get(id);
			return network ? {type: 'network', network} : {type: 'network-gone', host: world.host.id, id};
		}),
		...[...containers].map(id => containerChange(world, id!, now)),
	];
}

/** A container as it is, or that it is gone. */
export function containerChange(world: World, id: string, now: number): Change {
	const machine = world.machines.get(id);
	return machine
		? {type: 'container', container: detailedView(machine, now)}
		: {type: 'container-gone', host: world.host.id, id};
}
