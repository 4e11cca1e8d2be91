/** As Map.groupBy, which Node 20 lacks. */
export function groupBy<Group, Each>(
	all: Iterable<Each>,
	groupOf: (each: Each) => Group,
): ReadonlyMap<Group, readonly Each[]> {
	const groups = new Map<Group, Each[]>();
	for (const each of all) {
		const group = groupOf(each);
		const known = groups.get(group);
		if (known) known.push(each);
		else groups.set(group, [each]);
	}

	return groups;
}
