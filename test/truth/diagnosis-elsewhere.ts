type Otherwise = {
	/** Nothing is broken there. */
	readonly healthy?: true;
	/** What `explain` must name, instead of the scenario's own finding. */
	readonly explained?: string;
	readonly why: string;
};

/** What an engine makes another situation of than the scenario tells, by engine and scenario. */
export const otherwise: Readonly<Record<string, Readonly<Record<string, Otherwise>>>> = {
	podman: {
		'icc-disabled': {healthy: true, why: 'enable_icc is ignored'},
		'different-networks': {
			explained: 'dns-no-shared-network',
			why: 'its API does not tell which networks are isolated: that the name does not resolve is all that is known',
		},
	},
};
