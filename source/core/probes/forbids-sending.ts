import type {Probed} from './probed.js';

/** The kernel says so to whoever sends: only a rule in its own network namespace makes it do that. These end sentences. */
export const forbidsSending = 'a firewall inside the container forbids sending';
export const throwsAway = 'a route of its own throws it away (blackhole)';
/** What the kernel heard from elsewhere. */
export const rejects = 'a firewall rejects it';

const says = ({result}: Probed, words: string) => result?.message.includes(words) === true;

/** What it sends does not leave its network namespace. */
export const isForbidden = (probe: Probed) => says(probe, forbidsSending) || says(probe, throwsAway);

/** Unreachable, and not for want of a way there. */
export const isRejected = (probe: Probed) => says(probe, rejects);
