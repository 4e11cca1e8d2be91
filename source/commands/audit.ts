import {auditRules} from '../core/audit/all.js';
import {reportCommand} from './report-command.js';

export const audit = reportCommand({
	name: 'audit',
	summary: 'Find what is risky',
	rules: auditRules,
	probes: "sockets, routes, the host's firewall",
	audit: true,
});
