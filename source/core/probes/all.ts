import {dns} from './dns.js';
import {http} from './http.js';
import {listeners} from './listeners.js';
import {mtu} from './mtu.js';
import {ping} from './ping.js';
import {routes} from './routes.js';
import {tcp} from './tcp.js';
import {throughput} from './throughput.js';
import {trace} from './trace.js';
import {udp} from './udp.js';

/** Every probe, by its id. Types of inputs and results follow from here (probed.ts). */
export const probes = {ping, dns, tcp, mtu, listeners, routes, trace, throughput, udp, http} as const;
