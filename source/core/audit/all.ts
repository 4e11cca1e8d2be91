import type {Rule} from '../rules/rule.js';
import {audAliasCollision} from './aud-alias-collision.js';
import {audApiTcpInsecure} from './aud-api-tcp-insecure.js';
import {audBridgeNoMasq} from './aud-bridge-no-masq.js';
import {audCapNet} from './aud-cap-net.js';
import {audConfigOnlyDangling} from './aud-config-only-dangling.js';
import {audDataTierNotInternal} from './aud-data-tier-not-internal.js';
import {audDefaultBridgeIcc} from './aud-default-bridge-icc.js';
import {audDefaultBridgeUsed} from './aud-default-bridge-used.js';
import {audDockerSock} from './aud-docker-sock.js';
import {audEngineL2Exposure} from './aud-engine-l2-exposure.js';
import {audEngineNetCves} from './aud-engine-net-cves.js';
import {audIpForward} from './aud-ip-forward.js';
import {audIptablesDisabled} from './aud-iptables-disabled.js';
import {audLegacyLinks} from './aud-legacy-links.js';
import {audLiveRestore} from './aud-live-restore.js';
import {audMissingNetworkRef} from './aud-missing-network-ref.js';
import {audNatUnprotected} from './aud-nat-unprotected.js';
import {audNetHostMode} from './aud-net-host-mode.js';
import {audNetUnused} from './aud-net-unused.js';
import {audNetUnusedButReferenced} from './aud-net-unused-but-referenced.js';
import {audNoHealthcheck} from './aud-no-healthcheck.js';
import {audNoRestartPolicy} from './aud-no-restart-policy.js';
import {audOverlaySubnetLarge} from './aud-overlay-subnet-large.js';
import {audOverlayUnencrypted} from './aud-overlay-unencrypted.js';
import {audPluginUnreachable} from './aud-plugin-unreachable.js';
import {audPortPrivileged} from './aud-port-privileged.js';
import {audPortPublishAll} from './aud-port-publish-all.js';
import {audPortSensitivePublic} from './aud-port-sensitive-public.js';
import {audPortWildcardBind} from './aud-port-wildcard-bind.js';
import {audRoutedMode} from './aud-routed-mode.js';
import {audSubnetNearFull} from './aud-subnet-near-full.js';
import {audSubnetOverlap} from './aud-subnet-overlap.js';
import {audSubnetOversize} from './aud-subnet-oversize.js';
import {audSwarmUnneeded} from './aud-swarm-unneeded.js';
import {audUserlandProxy} from './aud-userland-proxy.js';

/** What is risky, in the order of the catalogue. */
export const auditRules: readonly Rule[] = [
	audPortWildcardBind,
	audPortSensitivePublic,
	audPortPrivileged,
	audPortPublishAll,
	audNetHostMode,
	audCapNet,
	audDockerSock,
	audApiTcpInsecure,
	audNatUnprotected,
	audRoutedMode,
	audEngineL2Exposure,
	audEngineNetCves,
	audIptablesDisabled,
	audDefaultBridgeUsed,
	audDefaultBridgeIcc,
	audDataTierNotInternal,
	audLegacyLinks,
	audAliasCollision,
	audSwarmUnneeded,
	audOverlayUnencrypted,
	audSubnetOverlap,
	audSubnetOversize,
	audSubnetNearFull,
	audOverlaySubnetLarge,
	audNetUnused,
	audNetUnusedButReferenced,
	audConfigOnlyDangling,
	audMissingNetworkRef,
	audNoHealthcheck,
	audNoRestartPolicy,
	audPluginUnreachable,
	audUserlandProxy,
	audLiveRestore,
	audIpForward,
	audBridgeNoMasq,
];
