/** 0 fine · 1 a finding or a failed probe · 2 usage · 3 engine not reachable · 4 refused (read-only, not permitted). */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** Something the user can mend. Anything else that is thrown is a bug, and says so. */
export class UserError extends Error {
	override readonly name = 'UserError';
	constructor(
		/** One sentence that names what is wrong and says what would be right. */
		message: string,
		readonly exitCode: ExitCode = 2,
		readonly nextSteps: readonly string[] = [],
	) {
		super(message);
	}
}
