import {connDifferentBridgesIsolated} from './conn-different-bridges-isolated.js';
import {connHostFirewall} from './conn-host-firewall.js';
import {connIccDisabled} from './conn-icc-disabled.js';
import {connInternalNoEgress} from './conn-internal-no-egress.js';
import {connTargetFirewall} from './conn-target-firewall.js';
import {connTargetPaused} from './conn-target-paused.js';
import {connTargetRestarting} from './conn-target-restarting.js';
import {connTargetStopped} from './conn-target-stopped.js';
import {connTargetUnhealthy} from './conn-target-unhealthy.js';
import {dnsAliasCollision} from './dns-alias-collision.js';
import {dnsDefaultBridgeNoNames} from './dns-default-bridge-no-names.js';
import {ipamSubnetExhausted} from './ipam-subnet-exhausted.js';
import {macvlanHostUnreachable} from './macvlan-host-unreachable.js';
import {mtuMismatch} from './mtu-mismatch.js';
import {netnsNone} from './netns-none.js';
import {overlayEncryptedEspBlocked} from './overlay-encrypted-esp-blocked.js';
import {overlayPortsBlocked} from './overlay-ports-blocked.js';
import {overlayVipDead} from './overlay-vip-dead.js';
import {portAlreadyAllocated} from './port-already-allocated.js';
import {portLoopbackOnlyListener} from './port-loopback-only-listener.js';
import {portNotListening} from './port-not-listening.js';
import {portProtocolMismatch} from './port-protocol-mismatch.js';
import {portWrongTarget} from './port-wrong-target.js';
import type {Rule} from './rule.js';
import {swarmNodeDown} from './swarm-node-down.js';

/** Every rule of doctor, in the order of the catalogue. */
export const doctorRules: readonly Rule[] = [
	dnsDefaultBridgeNoNames,
	dnsAliasCollision,
	connDifferentBridgesIsolated,
	connIccDisabled,
	connInternalNoEgress,
	connTargetPaused,
	connTargetStopped,
	connTargetRestarting,
	connTargetUnhealthy,
	connTargetFirewall,
	connHostFirewall,
	mtuMismatch,
	netnsNone,
	portNotListening,
	portLoopbackOnlyListener,
	portWrongTarget,
	portAlreadyAllocated,
	portProtocolMismatch,
	ipamSubnetExhausted,
	overlayPortsBlocked,
	overlayEncryptedEspBlocked,
	overlayVipDead,
	swarmNodeDown,
	macvlanHostUnreachable,
];
