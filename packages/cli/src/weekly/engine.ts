/** The weekly report that the command and the Action share. */
export { readPastWeek } from '../programme/past-records.js';
export { readProgramme } from '../programme/record-world.js';
export { factsSince, factsSinceWeek, sourcesOf } from './facts-since.js';
export { type Gathered, type GatherQuery, gather } from './gather.js';
export { loginIn } from './login-in.js';
export { memoryStore } from './memory-store.js';
export { type MonthQuery, monthlyInput } from './monthly-input.js';
export { countReports, type WeekQuery, weeklyInput, weeklyReports } from './weekly-input.js';
