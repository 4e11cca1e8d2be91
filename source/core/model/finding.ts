import type {Plan} from '../plan/step.js';
import type {HostId} from './reference.js';

/** Worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Where a fact comes from, what it is there, and what would be right. */
export type Evidence = {
	/** `api`: the engine's answers; `file`: of a container; `probe`: measured; `host`: of the engine's machine. */
	readonly source: 'api' | 'file' | 'probe' | 'host';
	/** A field (`shop-db-1 HostConfig.PortBindings`), a path (`shop-db-1:/etc/resolv.conf`) or a command. */
	readonly at: string;
	readonly value: string;
	readonly expected?: string;
};

/** Observed: measured, or read where it takes effect. Predicted: follows from what is configured. */
export type Confidence = 'observed' | 'predicted';

/** What a finding is about. `name`: a name that resolves; `chain`: of the host's firewall. */
export type Subject = {
	readonly kind: 'container' | 'network' | 'service' | 'node' | 'host' | 'name' | 'chain';
	readonly name: string;
	/** The engine's id; where there is none (a name, a chain), the name. */
	readonly id: string;
	readonly host: HostId;
};

export type Fix = {
	readonly title: string;
	/** Lines for a shell: the plan's own where there is one. */
	readonly commands: readonly string[];
	/** One sentence each. */
	readonly sideEffects: readonly string[];
	/** Where docknet can do it. */
	readonly plan?: Plan;
};

export type Finding = {
	/** The rule's. */
	readonly id: string;
	readonly title: string;
	readonly severity: Severity;
	readonly confidence: Confidence;
	readonly subject: Subject;
	/** One or two sentences that name the objects, the values and the consequence. */
	readonly message: string;
	readonly evidence: readonly Evidence[];
	readonly fix?: Fix;
};
