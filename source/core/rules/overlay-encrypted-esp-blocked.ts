import type {Fix} from '../model/finding.js';
import {nothingCrossed, silent} from './across-nodes.js';
import {failedStarts} from './failed-starts.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

export const openEsp: Fix = {
	title: 'Let IP protocol 50 through between the nodes, and load the kernel’s IPsec on each',
	commands: ['iptables -I INPUT -p esp -j ACCEPT', 'modprobe -a xfrm_user esp4'],
	sideEffects: ['The first line accepts ESP from anybody: add --source for the nodes only.'],
};

export const overlayEncryptedEspBlocked: Rule = {
	id: 'overlay-encrypted-esp-blocked',
	title: 'An encrypted overlay does not cross the nodes',
	why: 'Its packets travel as IPsec (ESP, IP protocol 50), which a firewall between the nodes drops or a kernel lacks.',
	severity: 'critical',
	skip: snapshot =>
		failedStarts(overlayEncryptedEspBlocked.id, snapshot).length > 0 ? undefined : nothingCrossed(snapshot),
	*check(snapshot) {
		const reported = new Set<string>();
		for (const {network, nodeAddress, evidence} of silent(snapshot)) {
			if (!('encrypted' in network.options) || reported.has(network.id)) continue;
			reported.add(network.id);
			yield {
				confidence: 'observed',
				subject: aboutNetwork(network),
				message: `Nothing of ${network.name} comes back from the node at ${nodeAddress}: the network is encrypted, so IPsec (ESP, IP protocol 50) is blocked on the way or missing in a kernel.`,
				evidence: [api(`${network.name} Options.encrypted`, network.options.encrypted || 'set'), ...evidence],
				fix: openEsp,
			};
		}

		for (const {subject, at, error} of failedStarts(overlayEncryptedEspBlocked.id, snapshot)) {
			yield {
				confidence: 'observed',
				subject,
				message: `${subject.name} could not join its encrypted network: ${error}.`,
				evidence: [api(at, error)],
				fix: openEsp,
			};
		}
	},
};
