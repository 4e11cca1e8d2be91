/** Images that are known to hold what probes run, by the end of their names; the most complete first. */
const known: readonly RegExp[] = [
	/(^|\/)netshoot(:|$)/,
	/(^|\/)network-multitool(:|$)/,
	/(^|\/)(iputils|dnsutils|toolbox|net-tools)(:|$)/,
	/(^|\/)busybox(:|$)/,
	/(^|\/)alpine(:|$)/,
	/:[^:/]*alpine/,
	/(^|\/)(debian|ubuntu|fedora|python|node|perl|bash|curl)(:|$)/,
];

/** Those of the engine's images that may serve as helper containers, best first. */
export function helperImages(images: readonly string[]): readonly string[] {
	return known.flatMap((pattern, rank) =>
		images.filter(image => pattern.test(image) && !known.slice(0, rank).some(better => better.test(image))),
	);
}
