import * as z from 'zod';

const globs = z.array(z.string().min(1)).min(1);

/**
 * When a rule asks. Every condition given must hold. `orTypes` only tightens: a change of such a commit type is asked even
 * where `paths` or `moreThanLines` would let it go. `unless` loosens, and a type alone can't: it needs `onlyPaths` or `atMostLines` beside it.
 */
export const conditionsSchema = z.strictObject({
  paths: globs.optional(),
  moreThanLines: z.int().nonnegative().optional(),
  labels: z.array(z.string()).min(1).optional(),
  /** Asked as well when one of these labels is set, whatever the paths say. */
  orLabels: z.array(z.string()).min(1).optional(),
  branches: globs.optional(),
  drafts: z.boolean().optional(),
  orTypes: z.array(z.string()).min(1).optional(),
  unless: z
    .strictObject({
      types: z.array(z.string()).min(1).optional(),
      onlyPaths: globs.optional(),
      atMostLines: z.int().nonnegative().optional(),
      labels: z.array(z.string()).min(1).optional(),
    })
    .optional(),
});
export type Conditions = Readonly<z.infer<typeof conditionsSchema>>;

/** Value of a rule's option. */
export const optionValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type OptionValue = z.infer<typeof optionValueSchema>;
