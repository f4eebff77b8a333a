/** Reading records, in a module of its own: who judges no record does not pay for loading YAML and schemas. */
export { readRecordAt } from '@forethought/core';
