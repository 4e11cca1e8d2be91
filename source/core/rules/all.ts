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
import {mtuMismatch} from './mtu-mismatch.js';
import {netnsNone} from './netns-none.js';
import type {Rule} from './rule.js';

/** Every rule of doctor, in the order of the catalogue. */
export const doctorRules: readonly Rule[] = [
	dnsAliasCollision,
	dnsDefaultBridgeNoNames,
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
];
