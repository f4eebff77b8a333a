import type { Association } from '../../ledger/association.js';
import type { RequestCount } from '../../report/gate.js';
import type { Measure } from '../../schema/measure.js';
import type { Policy } from '../../schema/policy.js';
import type { ProgrammeView } from '../programme/view.js';
import type { Outsiders } from './outsiders.js';
import type { FileTrouble } from './troubles.js';

/** One enrolled engineer as the weekly report shows them. `unitTitle` and `week` tell where in the plan they stand; null without a start date. */
export interface WeeklyPerson {
  readonly engineer: string;
  readonly isNamed: boolean;
  readonly planTitle: string;
  readonly unitTitle: string | null;
  readonly week: number | null;
  /** The whole week lies in an absence. */
  readonly isAway: boolean;
}

/** A change that missed: where it is, whose row it stands in, why in words of the rule or metric, and what would have passed. */
export interface WeeklyMiss {
  readonly metricId: string;
  readonly engineer: string;
  readonly id: string;
  readonly url: string | null;
  readonly at: string;
  readonly because: string;
  /** Lines to paste, or nothing where no text would have helped. */
  readonly paste: readonly string[];
}

/** A waiver that took effect in the week. */
export interface WeeklyWaiver {
  readonly rule: string;
  readonly reason: string;
  readonly approver: string;
  readonly change: string;
  readonly url: string | null;
  readonly until: string | null;
}

/** Everything one weekly report says, before any words. Rows of people who are not named must not reach the reader: see `visibleRows`. */
export interface WeeklyInput {
  /** `2026-W47`. */
  readonly week: string;
  /** What the report is about: `team`, or a name the caller gave. */
  readonly scope: string;
  readonly repository: string;
  /** `https://github.com/owner/name`, for links to changes; null for a local repository. */
  readonly repositoryUrl: string | null;
  /** When the facts were read. */
  readonly asOf: string;
  readonly policy: Policy;
  readonly planTitle: string;
  /** Rows `*` (everybody), `*team` (enrolled, not named) and one per enrolled engineer. */
  readonly measures: readonly Measure[];
  readonly people: readonly WeeklyPerson[];
  /** Engineers behind changes of the window who are not on the roster. */
  readonly notEnrolled: number;
  /** Who stands behind each metric, in its own window and weeks (see `outsidersIn`); a group's row of a metric without an entry is not shown. */
  readonly outsiders: readonly Outsiders[];
  /** Identities that could not be matched to an account, with the changes that carry them. */
  readonly unresolved: readonly { readonly id: string; readonly changes: number }[];
  /** `self` shows every row and is never published. */
  readonly visibility: 'published' | 'self';
  /** null: could not be found out, which counts as public. */
  readonly isPublic: boolean | null;
  readonly allowsPublicNames: boolean;
  readonly misses: readonly WeeklyMiss[];
  readonly candidates: readonly {
    readonly fix: string;
    readonly culprit: string;
    readonly url: string | null;
    /** Whose both changes are; null where they are two people's, or nobody's. */
    readonly engineer: string | null;
  }[];
  readonly patterns: {
    readonly added: readonly { readonly id: string; readonly title: string; readonly by: string | null }[];
    readonly reused: readonly {
      readonly id: string;
      readonly change: string;
      readonly url: string | null;
      /** Whose change it is. */
      readonly engineer: string | null;
    }[];
  };
  readonly associations: readonly Association[];
  /** The same of the changes of those who are enrolled alone, for where too few others stand behind everybody's. */
  readonly enrolledAssociations: readonly Association[];
  readonly waivers: readonly WeeklyWaiver[];
  /** What could not be read, and why. */
  readonly gaps: readonly { readonly what: string; readonly why: string }[];
  /** Where the numbers come from and when each was read. */
  readonly sources: readonly { readonly id: string; readonly readAt: string }[];
  readonly notices: readonly string[];
  /** Files of which something is not counted as it was meant. */
  readonly troubles?: readonly FileTrouble[];
  readonly requests?: RequestCount;
  /** What comes of the training programme, by the same rules of who is shown; absent where there is none. */
  readonly programme?: ProgrammeView;
}
