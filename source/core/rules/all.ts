import {connBridgeTooManyEndpoints} from './conn-bridge-too-many-endpoints.js';
import {connDifferentBridgesIsolated} from './conn-different-bridges-isolated.js';
import {connHostFirewall} from './conn-host-firewall.js';
import {connIccDisabled} from './conn-icc-disabled.js';
import {connInternalNoEgress} from './conn-internal-no-egress.js';
import {connMasqueradeMissing} from './conn-masquerade-missing.js';
import {connProxyEnv} from './conn-proxy-env.js';
import {connTargetFirewall} from './conn-target-firewall.js';
import {connTargetPaused} from './conn-target-paused.js';
import {connTargetRestarting} from './conn-target-restarting.js';
import {connTargetStopped} from './conn-target-stopped.js';
import {connTargetUnhealthy} from './conn-target-unhealthy.js';
import {connWrongDefaultGateway} from './conn-wrong-default-gateway.js';
import {daemonApiVersion} from './daemon-api-version.js';
import {daemonBrNetfilter} from './daemon-br-netfilter.js';
import {daemonBridgeNone} from './daemon-bridge-none.js';
import {daemonFirewalldReload} from './daemon-firewalld-reload.js';
import {daemonForwardPolicyDrop} from './daemon-forward-policy-drop.js';
import {daemonIpForwardDisabled} from './daemon-ip-forward-disabled.js';
import {daemonIptablesDisabled} from './daemon-iptables-disabled.js';
import {daemonVethModule} from './daemon-veth-module.js';
import {dnsAliasCollision} from './dns-alias-collision.js';
import {dnsDefaultBridgeNoNames} from './dns-default-bridge-no-names.js';
import {dnsEngineRegressions} from './dns-engine-regressions.js';
import {dnsHostOrNoneMode} from './dns-host-or-none-mode.js';
import {dnsHostsFileOverride} from './dns-hosts-file-override.js';
import {dnsInternalNoForwarding} from './dns-internal-no-forwarding.js';
import {dnsLabelTooLong} from './dns-label-too-long.js';
import {dnsLegacyGoogleFallback} from './dns-legacy-google-fallback.js';
import {dnsNameShadowedByOtherNetwork} from './dns-name-shadowed-by-other-network.js';
import {dnsNdotsSearch} from './dns-ndots-search.js';
import {dnsNoSharedNetwork} from './dns-no-shared-network.js';
import {dnsResolvconfModifiedOrDeadResolver} from './dns-resolvconf-modified-or-dead-resolver.js';
import {dnsTargetNotRunning} from './dns-target-not-running.js';
import {dnsUpstreamUnreachable} from './dns-upstream-unreachable.js';
import {ipamDuplicateAddressOrMac} from './ipam-duplicate-address-or-mac.js';
import {ipamHostRouteOverlap} from './ipam-host-route-overlap.js';
import {ipamPoolOverlap} from './ipam-pool-overlap.js';
import {ipamPoolsExhausted} from './ipam-pools-exhausted.js';
import {ipamStaticIpRejected} from './ipam-static-ip-rejected.js';
import {ipamSubnetExhausted} from './ipam-subnet-exhausted.js';
import {ipv6FamilyMismatch} from './ipv6-family-mismatch.js';
import {ipv6Ip6tables} from './ipv6-ip6tables.js';
import {ipv6PublishedV4OnlyPath} from './ipv6-published-v4-only-path.js';
import {ipvlanL3NoReturnRoute} from './ipvlan-l3-no-return-route.js';
import {macvlanHostUnreachable} from './macvlan-host-unreachable.js';
import {macvlanMacFiltered} from './macvlan-mac-filtered.js';
import {macvlanNoGateway} from './macvlan-no-gateway.js';
import {macvlanParentBusy} from './macvlan-parent-busy.js';
import {macvlanParentMissing} from './macvlan-parent-missing.js';
import {mtuMismatch} from './mtu-mismatch.js';
import {mtuOverlaySemantics} from './mtu-overlay-semantics.js';
import {mtuUnderlaySmaller} from './mtu-underlay-smaller.js';
import {netAmbiguousName} from './net-ambiguous-name.js';
import {netMissingReference} from './net-missing-reference.js';
import {netStaleEndpoint} from './net-stale-endpoint.js';
import {netnsHostOnDesktopOrRootless} from './netns-host-on-desktop-or-rootless.js';
import {netnsNone} from './netns-none.js';
import {netnsSharedStale} from './netns-shared-stale.js';
import {netnsSharedTargetDown} from './netns-shared-target-down.js';
import {overlayAttachTimeout} from './overlay-attach-timeout.js';
import {overlayChecksumOffload} from './overlay-checksum-offload.js';
import {overlayEncryptedEspBlocked} from './overlay-encrypted-esp-blocked.js';
import {overlayIngressUnreachable} from './overlay-ingress-unreachable.js';
import {overlayNeedsSwarmManager} from './overlay-needs-swarm-manager.js';
import {overlayNotAttachable} from './overlay-not-attachable.js';
import {overlayPortConflictIngressHost} from './overlay-port-conflict-ingress-host.js';
import {overlayPortsBlocked} from './overlay-ports-blocked.js';
import {overlaySandboxJoinFailed} from './overlay-sandbox-join-failed.js';
import {overlayVipDead} from './overlay-vip-dead.js';
import {overlayVipNoBackend} from './overlay-vip-no-backend.js';
import {overlayVipPingMisleading} from './overlay-vip-ping-misleading.js';
import {perfInterfaceErrors} from './perf-interface-errors.js';
import {perfIpvsIdleTimeout} from './perf-ipvs-idle-timeout.js';
import {perfPacketLoss} from './perf-packet-loss.js';
import {pluginError} from './plugin-error.js';
import {pluginMissingOrDisabled} from './plugin-missing-or-disabled.js';
import {portAlreadyAllocated} from './port-already-allocated.js';
import {portBoundToLoopbackOrOneIp} from './port-bound-to-loopback-or-one-ip.js';
import {portExposedDespiteUfw} from './port-exposed-despite-ufw.js';
import {portHairpinCrossNetwork} from './port-hairpin-cross-network.js';
import {portIptablesChainMissing} from './port-iptables-chain-missing.js';
import {portL2ExposurePre28} from './port-l2-exposure-pre28.js';
import {portLocalhostIpv6First} from './port-localhost-ipv6-first.js';
import {portLoopbackOnlyListener} from './port-loopback-only-listener.js';
import {portNotListening} from './port-not-listening.js';
import {portProtocolMismatch} from './port-protocol-mismatch.js';
import {portPublishedNotProgrammed} from './port-published-not-programmed.js';
import {portWrongTarget} from './port-wrong-target.js';
import {portZeroOrEmptyBinding} from './port-zero-or-empty-binding.js';
import type {Rule} from './rule.js';
import {swarmFeatureIncompatible} from './swarm-feature-incompatible.js';
import {swarmNodeDown} from './swarm-node-down.js';

/** Every rule of doctor, in the order of the catalogue. */
export const doctorRules: readonly Rule[] = [
	dnsDefaultBridgeNoNames,
	dnsNoSharedNetwork,
	dnsAliasCollision,
	dnsNameShadowedByOtherNetwork,
	dnsTargetNotRunning,
	dnsInternalNoForwarding,
	dnsUpstreamUnreachable,
	dnsLegacyGoogleFallback,
	dnsNdotsSearch,
	dnsResolvconfModifiedOrDeadResolver,
	dnsHostsFileOverride,
	dnsLabelTooLong,
	dnsEngineRegressions,
	dnsHostOrNoneMode,
	connDifferentBridgesIsolated,
	connIccDisabled,
	connInternalNoEgress,
	connWrongDefaultGateway,
	connTargetPaused,
	connTargetStopped,
	connTargetRestarting,
	connTargetUnhealthy,
	connTargetFirewall,
	connHostFirewall,
	connMasqueradeMissing,
	connProxyEnv,
	connBridgeTooManyEndpoints,
	mtuMismatch,
	mtuUnderlaySmaller,
	mtuOverlaySemantics,
	perfInterfaceErrors,
	perfPacketLoss,
	perfIpvsIdleTimeout,
	netnsNone,
	netnsSharedStale,
	netnsSharedTargetDown,
	netnsHostOnDesktopOrRootless,
	ipv6FamilyMismatch,
	ipv6PublishedV4OnlyPath,
	ipv6Ip6tables,
	portNotListening,
	portLoopbackOnlyListener,
	portLocalhostIpv6First,
	portPublishedNotProgrammed,
	portWrongTarget,
	portAlreadyAllocated,
	portBoundToLoopbackOrOneIp,
	portHairpinCrossNetwork,
	portExposedDespiteUfw,
	portL2ExposurePre28,
	portProtocolMismatch,
	ipamSubnetExhausted,
	ipamHostRouteOverlap,
	ipamDuplicateAddressOrMac,
	overlayPortsBlocked,
	overlayEncryptedEspBlocked,
	overlayChecksumOffload,
	overlayVipDead,
	overlayVipPingMisleading,
	overlayIngressUnreachable,
	swarmNodeDown,
	macvlanHostUnreachable,
	macvlanNoGateway,
	macvlanMacFiltered,
	ipvlanL3NoReturnRoute,
	portIptablesChainMissing,
	portZeroOrEmptyBinding,
	ipamPoolsExhausted,
	ipamStaticIpRejected,
	overlayNotAttachable,
	overlayNeedsSwarmManager,
	overlaySandboxJoinFailed,
	overlayAttachTimeout,
	overlayPortConflictIngressHost,
	swarmFeatureIncompatible,
	macvlanParentBusy,
	daemonBrNetfilter,
	daemonBridgeNone,
	daemonVethModule,
	daemonApiVersion,
	pluginError,
	overlayVipNoBackend,
	daemonIpForwardDisabled,
	daemonIptablesDisabled,
	daemonForwardPolicyDrop,
	daemonFirewalldReload,
	netMissingReference,
	netStaleEndpoint,
	ipamPoolOverlap,
	macvlanParentMissing,
	pluginMissingOrDisabled,
	netAmbiguousName,
];
