import {dns} from './dns.js';
import {ping} from './ping.js';

/** Every probe, by its id. Types of inputs and results follow from here (probed.ts). */
export const probes = {ping, dns} as const;
