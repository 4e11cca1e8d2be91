import type {Rule} from '../rules/rule.js';
import {audAliasCollision} from './aud-alias-collision.js';
import {audApiTcpInsecure} from './aud-api-tcp-insecure.js';
import {audAttachableOverlay} from './aud-attachable-overlay.js';
import {audBridgeNoMasq} from './aud-bridge-no-masq.js';
import {audCapNet} from './aud-cap-net.js';
import {audConfigOnlyDangling} from './aud-config-only-dangling.js';
import {audDataTierNotInternal} from './aud-data-tier-not-internal.js';
import {audDefaultBridgeIcc} from './aud-default-bridge-icc.js';
import {audDefaultBridgeUsed} from './aud-default-bridge-used.js';
import {audDefaultPoolsUnset} from './aud-default-pools-unset.js';
import {audDnsHardcoded} from './aud-dns-hardcoded.js';
import {audDockerSock} from './aud-docker-sock.js';
import {audDriverChoiceHostForPorts} from './aud-driver-choice-host-for-ports.js';
import {audDriverChoiceMacvlan} from './aud-driver-choice-macvlan.js';
import {audDriverChoiceOverlaySingleNode} from './aud-driver-choice-overlay-single-node.js';
import {audEndpointsLimit} from './aud-endpoints-limit.js';
import {audEngineEolApi} from './aud-engine-eol-api.js';
import {audEngineL2Exposure} from './aud-engine-l2-exposure.js';
import {audEngineNetCves} from './aud-engine-net-cves.js';
import {audFlatNetwork} from './aud-flat-network.js';
import {audIpForward} from './aud-ip-forward.js';
import {audIptablesDisabled} from './aud-iptables-disabled.js';
import {audIpv6Unfiltered} from './aud-ipv6-unfiltered.js';
import {audLegacyLinks} from './aud-legacy-links.js';
import {audLiveRestore} from './aud-live-restore.js';
import {audMissingNetworkRef} from './aud-missing-network-ref.js';
import {audMtuMixed} from './aud-mtu-mixed.js';
import {audMultiHomedBridge} from './aud-multi-homed-bridge.js';
import {audNatUnprotected} from './aud-nat-unprotected.js';
import {audNetHostMode} from './aud-net-host-mode.js';
import {audNetUnused} from './aud-net-unused.js';
import {audNetUnusedButReferenced} from './aud-net-unused-but-referenced.js';
import {audNetnsProviderNoRestartLink} from './aud-netns-provider-no-restart-link.js';
import {audNoHealthcheck} from './aud-no-healthcheck.js';
import {audNoRestartPolicy} from './aud-no-restart-policy.js';
import {audOverlayNotIsolatedPlane} from './aud-overlay-not-isolated-plane.js';
import {audOverlaySubnetLarge} from './aud-overlay-subnet-large.js';
import {audOverlayUnencrypted} from './aud-overlay-unencrypted.js';
import {audPluginUnreachable} from './aud-plugin-unreachable.js';
import {audPoolsNearFull} from './aud-pools-near-full.js';
import {audPortDatatierPublished} from './aud-port-datatier-published.js';
import {audPortPrivileged} from './aud-port-privileged.js';
import {audPortPublishAll} from './aud-port-publish-all.js';
import {audPortSensitivePublic} from './aud-port-sensitive-public.js';
import {audPortUnneeded} from './aud-port-unneeded.js';
import {audPortWildcardBind} from './aud-port-wildcard-bind.js';
import {audProxyEnv} from './aud-proxy-env.js';
import {audRootless} from './aud-rootless.js';
import {audRoutedMode} from './aud-routed-mode.js';
import {audStaleEndpoint} from './aud-stale-endpoint.js';
import {audStaticIpInPool} from './aud-static-ip-in-pool.js';
import {audSubnetHostOverlap} from './aud-subnet-host-overlap.js';
import {audSubnetNearFull} from './aud-subnet-near-full.js';
import {audSubnetOverlap} from './aud-subnet-overlap.js';
import {audSubnetOversize} from './aud-subnet-oversize.js';
import {audSwarmListenAny} from './aud-swarm-listen-any.js';
import {audSwarmUnneeded} from './aud-swarm-unneeded.js';
import {audUserlandProxy} from './aud-userland-proxy.js';

/** What is risky, in the order of the catalogue. */
export const auditRules: readonly Rule[] = [
	audPortWildcardBind,
	audPortSensitivePublic,
	audPortPrivileged,
	audPortPublishAll,
	audPortUnneeded,
	audPortDatatierPublished,
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
	audFlatNetwork,
	audDataTierNotInternal,
	audMultiHomedBridge,
	audLegacyLinks,
	audAliasCollision,
	audDriverChoiceHostForPorts,
	audDriverChoiceMacvlan,
	audDriverChoiceOverlaySingleNode,
	audSwarmUnneeded,
	audOverlayUnencrypted,
	audOverlayNotIsolatedPlane,
	audSwarmListenAny,
	audAttachableOverlay,
	audSubnetOverlap,
	audSubnetHostOverlap,
	audSubnetOversize,
	audSubnetNearFull,
	audPoolsNearFull,
	audDefaultPoolsUnset,
	audOverlaySubnetLarge,
	audEndpointsLimit,
	audMtuMixed,
	audNetUnused,
	audNetUnusedButReferenced,
	audConfigOnlyDangling,
	audStaleEndpoint,
	audMissingNetworkRef,
	audNoHealthcheck,
	audNoRestartPolicy,
	audNetnsProviderNoRestartLink,
	audPluginUnreachable,
	audUserlandProxy,
	audLiveRestore,
	audRootless,
	audIpForward,
	audIpv6Unfiltered,
	audBridgeNoMasq,
	audStaticIpInPool,
	audProxyEnv,
	audDnsHardcoded,
	audEngineEolApi,
];
