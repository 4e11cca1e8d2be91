// Imported before Ink: chalk, which the text fields draw their cursor with, reads this once. Colours are our own business
// (theme.ts), and an inverse cursor is no colour.
process.env.FORCE_COLOR = '1';
