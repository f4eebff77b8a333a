import * as z from 'zod';
import { criterionSchema } from './programme-criteria.js';
import { habitsShape } from './programme-habits.js';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const title = z.string().min(1);
const texts = z.array(title).default([]);

/** A thing with an id and a title, as a duty, an item or a book is. */
export const titledSchema = z.strictObject({ id, title });

/** A simulated incident of a module. */
export const scenarioSchema = z.strictObject({
  id,
  title,
  hours: z.number().positive(),
  severity: z.string().optional(),
  responders: z.int().positive().optional(),
  role: z.string().optional(),
  focus: z.string().optional(),
});

/** One module: what is taught and done, how it is assessed, and what it leaves behind. `form` says which part of a record shows it. */
export const moduleSchema = z.strictObject({
  title,
  form: z.enum(['course', 'shadow-shifts', 'simulations', 'supervised', 'shadow-incidents', 'led-incidents']),
  /** Days of the programme that it takes, both included. */
  days: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  hours: z.number().positive().optional(),
  topics: texts,
  activities: texts,
  skills: z.array(id).default([]),
  /** How it is found out that it was understood. `evaluatedBy` names the role that must say so; without it anybody else may. */
  assessment: z
    .strictObject({
      title,
      form: z.enum(['quiz', 'file', 'exercise', 'checklist', 'exam', 'evaluation']),
      evaluatedBy: id.optional(),
    })
    .optional(),
  /** A file, or a merged pull request, that others can look at; a `document` of a kind must pass its rules. */
  deliverable: z.strictObject({ title, document: id.optional() }).optional(),
  scenarios: z.array(scenarioSchema).default([]),
  /** How many of the scenarios must be resolved. */
  passMark: z.int().positive().optional(),
  criteria: z.array(criterionSchema).default([]),
});
export type Module = z.infer<typeof moduleSchema>;

/** A certificate: what must stand before it, what it asks for, and how long it should take from day 1. */
export const certificateSchema = z.strictObject({
  title,
  prerequisites: z.array(criterionSchema).default([]),
  modules: z.array(id).min(1),
  requirements: z.array(criterionSchema).default([]),
  withinDays: z.strictObject({ days: z.int().positive(), strictly: z.boolean() }).optional(),
  benefits: texts,
  /** Rotations that only its holders may be on. */
  rotations: z.array(id).default([]),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** A way through the programme by weeks; what a person's record says of the track wins over the plan's units. */
export const trackSchema = z.strictObject({
  title,
  certificate: id,
  weeks: z.array(
    z.strictObject({
      weeks: z.tuple([z.int().positive(), z.int().positive()]),
      title,
      modules: z.array(id).default([]),
    }),
  ),
  selfPaced: z.boolean().default(false),
  /** Prerequisites, by their ids, that the track's own calendar leaves no time for: they are shown and not asked for. */
  waives: z.array(id).default([]),
  support: texts,
});

/** A level of the ladder with its duties; `advancement` is what the step up to it asks for. */
export const levelSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][0-9]+$/),
  title,
  duties: texts,
  advancement: z.array(criterionSchema).default([]),
  /** Where the profile of the level and its criteria say different things. */
  note: z.string().optional(),
});

/** What goes on for everybody: sessions, workshops, external training, book club. */
export const educationSchema = z.strictObject({
  sessions: z
    .strictObject({ title, hours: z.number().positive(), when: title, topics: z.array(titledSchema) })
    .optional(),
  workshops: z.array(z.strictObject({ quarter: z.int().min(1).max(4), title, items: texts })).default([]),
  external: z
    .strictObject({
      budget: z.number().positive(),
      currency: z.string().length(3),
      steps: z.array(titledSchema),
      courses: texts,
      conferences: texts,
    })
    .optional(),
  bookClub: z
    .strictObject({
      everyWeeks: z.int().positive(),
      minutes: z.int().positive(),
      book: title,
      schedule: z.array(z.strictObject({ weeks: z.tuple([z.int(), z.int()]), title })),
      next: texts,
    })
    .optional(),
});

/** What both plans ask of a person rather than of a change. Everything is optional: a plan has what it has. */
export const programmeSchema = z.strictObject({
  principles: z.array(titledSchema).default([]),
  skills: z
    .array(titledSchema.extend({ group: z.enum(['technical', 'operational', 'cultural']) }))
    .default([]),
  modules: z.record(id, moduleSchema).default({}),
  certificates: z.record(id, certificateSchema).default({}),
  tracks: z.record(id, trackSchema).default({}),
  ladder: z.array(levelSchema).default([]),
  /** Skills of the matrix with what each level of the ladder means in them, in the order of the ladder. */
  matrix: z.array(titledSchema.extend({ levels: z.array(title).min(1) })).default([]),
  education: educationSchema.optional(),
  survey: z.strictObject({ questions: z.array(titledSchema), minimum: z.int().min(2) }).optional(),
  reviews: z
    .array(titledSchema.extend({ everyMonths: z.int().positive(), items: z.array(titledSchema) }))
    .default([]),
  resources: z
    .array(z.strictObject({ title, items: z.array(z.strictObject({ title, url: z.string().optional() })) }))
    .default([]),
  contacts: texts,
  ...habitsShape,
});
export type Programme = Readonly<z.infer<typeof programmeSchema>>;
