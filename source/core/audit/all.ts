import type {Rule} from '../rules/rule.js';
import {audApiTcpInsecure} from './aud-api-tcp-insecure.js';
import {audCapNet} from './aud-cap-net.js';
import {audDockerSock} from './aud-docker-sock.js';
import {audNatUnprotected} from './aud-nat-unprotected.js';
import {audNetHostMode} from './aud-net-host-mode.js';
import {audPortPrivileged} from './aud-port-privileged.js';
import {audPortSensitivePublic} from './aud-port-sensitive-public.js';
import {audPortWildcardBind} from './aud-port-wildcard-bind.js';

/** What is risky, in the order of the catalogue. */
export const auditRules: readonly Rule[] = [
	audPortWildcardBind,
	audPortSensitivePublic,
	audPortPrivileged,
	audNetHostMode,
	audCapNet,
	audDockerSock,
	audApiTcpInsecure,
	audNatUnprotected,
];
