import {audit} from './audit.js';
import type {Command} from './command.js';
import {connect} from './connect.js';
import {create} from './create.js';
import {disconnect} from './disconnect.js';
import {dns} from './dns.js';
import {doctor} from './doctor.js';
import {explain} from './explain.js';
import {http} from './http.js';
import {inspect} from './inspect.js';
import {listeners} from './listeners.js';
import {ls} from './ls.js';
import {matrix} from './matrix.js';
import {mtu} from './mtu.js';
import {ping} from './ping.js';
import {prune} from './prune.js';
import {rm} from './rm.js';
import {routes} from './routes.js';
import {stats} from './stats.js';
import {tcp} from './tcp.js';
import {throughput} from './throughput.js';
import {trace} from './trace.js';
import {udp} from './udp.js';
import {watch} from './watch.js';

/** In the order of the help. */
export const allCommands: readonly Command[] = [
	ls,
	inspect,
	create,
	connect,
	disconnect,
	rm,
	prune,
	ping,
	dns,
	tcp,
	udp,
	http,
	mtu,
	listeners,
	routes,
	trace,
	throughput,
	matrix,
	explain,
	watch,
	doctor,
	audit,
	stats,
];
