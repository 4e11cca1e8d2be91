import {EngineError} from '../errors.js';
import type {Image, World} from './world.js';

/** What the simulated registry has. Pulling anything else fails as it does for a name that nobody has pushed. */
const registry: readonly Image[] = [
	{name: 'nicolaka/netshoot:latest', kit: 'netshoot', command: 'zsh'},
	{name: 'busybox:latest', kit: 'busybox', command: 'sh'},
	{name: 'busybox:1.36', kit: 'busybox', command: 'sh'},
	{name: 'alpine:latest', kit: 'busybox', command: '/bin/sh'},
	{name: 'alpine:3.20', kit: 'busybox', command: '/bin/sh'},
];

const withTag = (name: string) => (/@|:[^/]*$/.test(name) ? name : `${name}:latest`);

export function findImage({images}: World, name: string): Image | undefined {
	return images.find(image => image.name === withTag(name));
}

export function needImage(world: World, name: string): Image {
	const image = findImage(world, name);
	if (!image) throw new EngineError('missing', `No such image: ${withTag(name)}`);
	return image;
}

/** The world with an image of the registry. Throws EngineError where the registry has none of that name. */
export function pulled(world: World, name: string): World {
	if (findImage(world, name)) return world;
	const image = registry.find(known => known.name === withTag(name));
	if (!image) {
		const repository = name.replace(/:[^/]*$/, '');
		const reason = `pull access denied for ${repository}, repository does not exist or may require 'docker login'`;
		throw new EngineError('missing', `${reason}: denied: requested access to the resource is denied`);
	}

	return {...world, images: [...world.images, image]};
}
