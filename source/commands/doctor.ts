import {doctorRules} from '../core/rules/all.js';
import {reportCommand} from './report-command.js';

export const doctor = reportCommand({
	name: 'doctor',
	summary: 'Find what is broken',
	rules: doctorRules,
	probes: 'sockets, routes, names, paths',
});
