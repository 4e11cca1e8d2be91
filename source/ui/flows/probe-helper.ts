import type {HelperImage} from '../../actions/helper-image.js';
import type {Explorer} from '../explorer.js';
import {topOverlay} from '../state.js';
import {choose} from './choose.js';

/** No image is called so. */
const none = ' ';

/** Asks whether a helper container may be made, and of which image. No answer before the signal: none. */
export function consentToHelper(explorer: Explorer, signal: AbortSignal): HelperImage {
	return (candidates, why) =>
		new Promise(resolve => {
			const accept = (image: string) => resolve(image === none ? undefined : image);
			signal.addEventListener('abort', () => {
				const overlay = topOverlay(explorer.state);
				if (overlay?.kind === 'prompt' && overlay.accept === accept) explorer.send({type: 'close'});
				resolve(undefined);
			});
			choose(
				explorer,
				`Probe from a helper container? ${why}`,
				[
					...candidates.map((image, index) => ({
						value: image,
						label: image,
						note: index === 0 ? 'yes: it shares the network, and is removed at once' : 'yes, with this image',
					})),
					{value: none, label: 'no', note: 'go on without; or type another image of the engine'},
				],
				accept,
				{free: 'another image that the engine has', cancel: () => resolve(undefined)},
			);
		});
}
