/** Alternate screen, no autowrap, no cursor, bracketed paste. */
export const enter = '\x1b[?1049h\x1b[?7l\x1b[?25l\x1b[?2004h';
export const mouseOn = '\x1b[?1000h\x1b[?1006h';
export const mouseOff = '\x1b[?1006l\x1b[?1000l';
const common = `${mouseOff}\x1b[?2004l\x1b[?7h\x1b[m\x1b[?2026l\x1b[?25h`;
export const leave = `${common}\x1b[?1049l`;
/**
 * After somebody else's program, which may have left any of its modes on. The cursor stays where it is: saved around the
 * reset of the scroll region, and 1047 in place of 1049.
 */
export const leaveForeign = `\x1b7\x1b[r\x1b8${common}\x1b[?1l\x1b>\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1047l`;
