import {Box, Transform} from 'ink';

/**
 * Lines that are already fitted to their width, put on screen as they are: Ink neither measures, wraps nor caches them.
 * One `.` a line stands in for the layout.
 */
export function Lines({
	lines,
	width,
	height,
}: {
	readonly lines: readonly string[];
	readonly width: number;
	readonly height: number;
}) {
	if (height < 1) return null;
	return (
		<Box width={width} height={height} flexShrink={0}>
			<Transform transform={(_, index) => lines[index] ?? ''}>{Array(height).fill('.').join('\n')}</Transform>
		</Box>
	);
}
