/** Tells how many works have ended, from none on, as each does. One that fails is not told. */
export function counted(tell: (done: number) => void = () => {}) {
	let done = 0;
	tell(done);
	return async <Result>(work: Promise<Result>): Promise<Result> => {
		const result = await work;
		done++;
		tell(done);
		return result;
	};
}
