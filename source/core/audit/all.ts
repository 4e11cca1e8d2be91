import type {Rule} from '../rules/rule.js';

/** What is risky, in the order of the catalogue. */
export const auditRules: readonly Rule[] = [];
