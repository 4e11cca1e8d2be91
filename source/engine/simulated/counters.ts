import type {InterfaceCounters, Sample} from '../../core/model/sample.js';
import {chance} from './random.js';
import {activeTime, isUp, type Machine, needMachine, type Profile, type World} from './world.js';

/** Average packet, bytes. */
const packetBytes = 620;
const day = 24 * 3600;

/**
 * Seconds' worth of average traffic from time zero to `seconds`: a day's wave, two faster ones and bursts, each with a
 * rate that is never negative. In closed form, so that any moment can be asked for and the answer never falls.
 */
function volume(seconds: number, key: string): number {
	const phase = (name: string) => 2 * Math.PI * chance(`${key} ${name}`);
	const wave = (period: number, share: number, start: number) =>
		(-share * Math.cos((2 * Math.PI * seconds) / period + start) * period) / (2 * Math.PI);
	const burst = (period: number, length: number) => {
		const shifted = seconds + period * chance(`${key} ${period}`);
		return Math.floor(shifted / period) * length + Math.min(shifted % period, length);
	};

	return (
		0.6 * seconds +
		0.6 * (wave(day, 0.4, -Math.PI / 2) + wave(47, 0.3, phase('slow')) + wave(11, 0.25, phase('fast'))) +
		3 * burst(71, 4) +
		2 * burst(29, 2)
	);
}

function counters(
	name: string,
	key: string,
	fromMs: number,
	toMs: number,
	profile: Profile,
	share: number,
): InterfaceCounters {
	const grown = (part: string, perSecond: number) =>
		Math.max(0, share * perSecond * (volume(toMs / 1000, `${key} ${part}`) - volume(fromMs / 1000, `${key} ${part}`)));
	const rxBytes = grown('rx', profile.receives);
	const txBytes = grown('tx', profile.sends);
	const [rxPackets, txPackets] = [rxBytes / packetBytes, txBytes / packetBytes];
	const {dropShare = 0, errorShare = 0} = profile;
	return {
		name,
		rxBytes: Math.floor(rxBytes),
		rxPackets: Math.floor(rxPackets),
		rxErrors: Math.floor(rxPackets * errorShare),
		rxDropped: Math.floor(rxPackets * dropShare),
		txBytes: Math.floor(txBytes),
		txPackets: Math.floor(txPackets),
		txErrors: Math.floor(txPackets * errorShare),
		txDropped: Math.floor(txPackets * dropShare),
	};
}

/** One reading; undefined where the container does not run. Who shares a namespace has its owner's counters. */
export function sampleOf(world: World, machine: Machine, at: number): Sample | undefined {
	const {id, sharesNetworkOf} = machine.container;
	if (!isUp(machine.container)) return undefined;
	const owner = sharesNetworkOf ? needMachine(world, sharesNetworkOf) : machine;
	const interfaces = owner.plugs.map(({interfaceName, networkId, since}, index) =>
		counters(
			interfaceName,
			`${world.seed} ${owner.container.name} ${networkId}`,
			since,
			activeTime(owner, at),
			owner.profile,
			1 / 2 ** index,
		),
	);
	return {container: id, at, interfaces};
}
