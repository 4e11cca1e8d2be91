/** Why an engine cannot be used, in words for a person on call. */
export type FailureReason =
	| 'no-socket'
	| 'permission'
	| 'refused'
	| 'reset'
	| 'timeout'
	| 'name-unknown'
	| 'unreachable'
	| 'tls'
	| 'ssh-host-key'
	| 'ssh-login'
	| 'ssh-failed'
	| 'bad-address'
	| 'bad-context'
	| 'bad-configuration'
	| 'api-too-old'
	| 'api-too-new'
	| 'filtered'
	| 'not-an-engine'
	| 'engine-error';

/** `message`: one sentence that says exactly what is wrong. `advice`: what to do, the likeliest first, each one line. */
export type Failure = {
	readonly reason: FailureReason;
	readonly message: string;
	readonly advice: readonly string[];
};
