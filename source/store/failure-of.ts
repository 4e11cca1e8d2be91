import type {Failure, FailureReason} from '../core/model/failure.js';
import type {EngineError, EngineErrorKind} from '../engine/errors.js';

type Explanation = {readonly reason: FailureReason; readonly advice: readonly string[]};

const engineTrouble: Explanation = {
	reason: 'engine-error',
	advice: ['Read the log of the engine: journalctl -u docker, on its host.'],
};

const explanations: Partial<Record<EngineErrorKind, Explanation>> = {
	unreachable: {reason: 'unreachable', advice: ['Check that the engine runs: systemctl status docker, on its host.']},
	denied: {
		reason: 'filtered',
		advice: ['Allow reading of containers, networks, version and info in the proxy or plugin that guards the engine.'],
	},
	timeout: {reason: 'timeout', advice: ['Check the load of the engine and of its host; docknet goes on trying.']},
	unsupported: {reason: 'api-too-old', advice: ['Use a newer engine.']},
};

/** The adapter's own explanation, or one made of the kind and the message. */
export function failureOf(error: EngineError): Failure {
	return error.failure ?? {message: error.message, ...(explanations[error.kind] ?? engineTrouble)};
}
