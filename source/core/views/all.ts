import {containersView} from './containers.js';
import {networksView} from './networks.js';

/** In the order of the tabs. */
export const allViews = [networksView, containersView] as const;
