import * as z from 'zod';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const title = z.string().min(1);
const titled = z.strictObject({ id, title });
/** A field that people fill in, with other names under which it may stand in their files. */
const field = titled.extend({ aliases: z.array(title).default([]) });

/** The part of a programme that is about habits: routines, weekly and monthly questions, topics, profile and reading. */
export const habitsShape = {
  /** Routines of a day, each a heading of the daily file with its steps as boxes. Minutes are told and never scored. */
  routines: z
    .array(
      titled.extend({
        when: z.enum([
          'morning',
          'deployment',
          'evening',
          'before-session',
          'during-session',
          'after-session',
        ]),
        minutes: z.int().positive().optional(),
        aliases: z.array(title).default([]),
        steps: z.array(field).min(1),
      }),
    )
    .default([]),
  /** Questions that a daily file answers about the day before; the words stay in the file. */
  daily: z.strictObject({ prompts: z.array(field) }).optional(),
  weekly: z
    .strictObject({
      goals: z.array(field),
      review: z.array(field),
      /** Questions of the self-assessment from 1 to 10: the metric of the score, and the observed metric that it is compared with. */
      questions: z.array(
        field.extend({ target: z.int().min(1).max(10), metric: id, observed: z.array(id).default([]) }),
      ),
      learningsPerDay: z.int().positive().optional(),
      /** What the hours of a week are told apart by, where somebody says them: nobody infers them. */
      hours: z.array(field).optional(),
    })
    .optional(),
  /** Items of the monthly review with the metrics that answer them. */
  monthly: z.array(titled.extend({ metric: id, target: z.string() })).default([]),
  topics: z.array(titled.extend({ items: z.array(titled.extend({ document: id.optional() })) })).default([]),
  /** How many topics are picked: at least and at most. */
  topicsToPick: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  profile: z
    .strictObject({
      strengths: z.array(titled.extend({ stars: z.int().min(1).max(5) })),
      growth: z.array(
        titled.extend({
          stars: z.int().min(1).max(5),
          target: z.int().min(1).max(5),
          metrics: z.array(id).default([]),
        }),
      ),
      level: z.strictObject({ now: z.number(), target: z.number(), months: z.tuple([z.int(), z.int()]) }),
      marks: z.array(
        titled.extend({
          months: z.int().positive(),
          metrics: z.array(z.strictObject({ metric: id, target: z.string() })),
        }),
      ),
    })
    .optional(),
  reading: z.array(titled.extend({ group: z.enum(['book', 'documentation']) })).default([]),
  projects: z.array(titled).default([]),
} as const;
