/** The weekly report that the command and the Action share. */
export { factsSince, factsSinceWeek, sourcesOf } from './facts-since.js';
export { type Gathered, type GatherQuery, gather } from './gather.js';
export { loginIn } from './login-in.js';
export { memoryStore } from './memory-store.js';
export { type WeekQuery, weeklyInput, weeklyReports } from './weekly-input.js';
