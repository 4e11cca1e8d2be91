/** Whether two plain values (JSON shapes, with undefined) say the same; a property that is undefined equals a missing one. */
export function deepEqual(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	const left = one as Record<string, unknown>;
	const right = other as Record<string, unknown>;
	for (const key in left) if (!deepEqual(left[key], right[key])) return false;
	for (const key in right) if (right[key] !== undefined && left[key] === undefined) return false;
	return true;
}
