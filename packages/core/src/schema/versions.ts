/** Version of the Report document: what `--format json` prints. Apart from the schema, so that a check need not load what validates. */
export const REPORT_SCHEMA = 1;
