import type {Rule} from './rule.js';

/** Every rule of doctor, in the order of the catalogue. */
export const doctorRules: readonly Rule[] = [];
