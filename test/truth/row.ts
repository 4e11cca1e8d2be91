/** One comparison with the lab's truth. */
export type Row = {
	readonly scenario: string;
	/** A line of the table at the end. */
	readonly line: string;
	/** Empty: as it must be. */
	readonly wrong: string;
};
