import {json} from './json.js';
import type {ReportFormat} from './report.js';

export const reportFormats: readonly ReportFormat[] = [json];
