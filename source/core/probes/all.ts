import {dns} from './dns.js';
import {ping} from './ping.js';

export const probes = [ping, dns] as const;
