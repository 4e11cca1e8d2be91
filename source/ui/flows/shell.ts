import {messageOf} from '../../actions/message-of.js';
import {openShell} from '../../actions/open-shell.js';
import {safe} from '../../core/text/safe.js';
import type {Explorer} from '../explorer.js';
import {withRunning} from './vantage.js';

/** Hands the terminal to a shell in the container, and takes it back whatever happens. */
export function shell(explorer: Explorer): void {
	withRunning(explorer, 'Shell in', container => {
		const abort = new AbortController();
		void explorer.options.terminal
			.handOver(terminal => {
				terminal.write(Buffer.from(`docknet: a shell in ${safe(container.name)}; exit comes back\r\n`));
				return openShell(explorer.source.engine, container, terminal, abort.signal);
			})
			.then(code => explorer.say(`the shell in ${container.name} ended${code === 0 ? '' : ` with exit code ${code}`}`))
			.catch((error: unknown) => explorer.say(messageOf(error), 'bad'));
	});
}
