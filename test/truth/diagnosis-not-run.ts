/** Scenarios and engines that are not diagnosed here yet, with the reason. */
export const notRun: Readonly<Record<string, string>> = {
	podman: 'half of the scenarios are other situations there, and none has been compared',
	many: 'takes most of the time that there is',
};
