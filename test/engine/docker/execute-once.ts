/** `node … VANTAGE COMMAND…`: runs one program at the engine of DOCKER_HOST and prints its output, or why not, as JSON. */
import {createDockerEngine} from '../../../source/engine/docker/engine.js';

const [vantage = '{}', ...argv] = process.argv.slice(2);
const engine = createDockerEngine({environment: process.env, homeFolder: '/nowhere'});
const options = {timeoutMs: 10_000, signal: new AbortController().signal};
const outcome = await engine
	.execute({host: engine.host, ...JSON.parse(vantage)}, argv, options)
	.catch(({kind, message}) => ({kind, message}));
process.stdout.write(JSON.stringify(outcome));
await engine.close();
