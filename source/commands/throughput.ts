import {runThroughput} from '../actions/run-throughput.js';
import {askerOf} from '../actions/vantages.js';
import type {Container} from '../core/model/container.js';
import {safe} from '../core/text/safe.js';
import {UserError} from '../errors.js';
import type {Command} from './command.js';
import {findContainer} from './find.js';
import {readLists} from './picture.js';
import {tellProbed} from './probe-command.js';
import {twoArguments} from './two-arguments.js';
import {vantageChoice, vantageFlags} from './vantage-flags.js';

/** `--json` as that of the other probes. */
export const throughput: Command = {
	name: 'throughput',
	summary: 'Send up to 64 MiB, for up to 5 s',
	usage: 'FROM TO',
	changesEngine: false,
	flags: vantageFlags,
	async run(context) {
		const names = twoArguments(context, 'throughput takes two containers: docknet throughput FROM TO');
		const containers = [...(await readLists(context)).containers.values()];
		const [from, to] = names.map(name => findContainer(containers, name)) as [Container, Container];
		const address = addressFor(from, to);
		const question = `Send up to 64 MiB from ${safe(from.name)} to ${safe(to.name)} (${address}), for up to 5 seconds?`;
		if (!context.flags.yes && !(await context.confirm(question))) {
			context.note('nothing was sent');
			return 1;
		}

		const choice = await vantageChoice(context);
		const probed = await runThroughput({...choice, asker: askerOf(from), target: askerOf(to), address});
		tellProbed(probed, context);
		return probed.result?.result === 'ok' ? 0 : 1;
	},
};

/** On a network that both are on, if there is one. */
function addressFor(from: Container, to: Container): string {
	const shared = new Set(from.endpoints.map(({networkId}) => networkId));
	const endpoints = to.endpoints.toSorted((one, other) => rank(one.networkId) - rank(other.networkId));
	function rank(networkId: string): number {
		return shared.has(networkId) ? 0 : 1;
	}
	const address = endpoints.flatMap(({ipv4, ipv6}) => ipv4 ?? ipv6 ?? [])[0];
	if (address === undefined) throw new UserError(`${safe(to.name)} has no address of its own to send to.`);
	return address;
}
