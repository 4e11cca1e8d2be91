import {quote} from './quote.js';

/** The beginning of a command line that runs what follows in the network namespace of a container: for root on the engine’s machine. */
export const enterNamespace = (name: string) => `nsenter -t "$(docker inspect -f '{{.State.Pid}}' ${quote(name)})" -n`;
