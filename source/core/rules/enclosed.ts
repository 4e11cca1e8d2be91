import type {Host} from '../model/host.js';

/** Behind a namespace or a machine of its own, where no neighbour is. */
export function isEnclosed(host: Host): boolean {
	return host.rootless || isDesktop(host);
}

/** In a virtual machine, whose root is not that of the machine people work on. */
export function isDesktop({operatingSystem}: Host): boolean {
	return /docker desktop/i.test(operatingSystem);
}
