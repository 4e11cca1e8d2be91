import {json} from './json.js';
import {markdown} from './markdown.js';
import type {ReportFormat} from './report.js';
import {sarif} from './sarif.js';
import {table} from './table.js';

/** The first is the default. */
export const reportFormats: readonly ReportFormat[] = [table, json, markdown, sarif];
