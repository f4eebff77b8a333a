/** The rules, the metrics and the plans that the product ships with. */
export { metricNames } from './lists/metric-names.js';
export { metrics } from './lists/metrics.js';
export { rules } from './lists/rules.js';
export { builtInPlans } from './plans/built-in.js';
