import type { DocumentFact } from '../schema/document-fact.js';
import type { Incident } from '../schema/incident.js';
import type { Measure } from '../schema/measure.js';
import type { Programme } from '../schema/programme.js';
import type { RecordApproval, TrainingFacts } from '../schema/training/facts.js';

/**
 * Everything that what a record claims is held against. Lists that are undefined were not looked up: what hangs on them is
 * unknown, and neither met nor missed.
 */
export interface ProgrammeWorld {
  /** The plan's programme with the team's curriculum laid over it. */
  readonly programme: Programme;
  /** Day as of which is judged. */
  readonly asOf: string;
  readonly training: TrainingFacts;
  /** Why nobody knows the records of that day; absent: they are known, or nobody looked. */
  readonly untold?: string;
  /** Reviews of these pull requests alone are known, where nobody collected all of them: those of the one that is judged. */
  readonly reviewed?: {
    readonly pulls: ReadonlySet<number>;
    readonly approvals: readonly RecordApproval[];
  };
  /** Roles of the roster by login, e.g. `senior`, `senior-ic`, `sre-lead`. */
  readonly rolesOf: (login: string) => readonly string[];
  /** Logins of the roster. */
  readonly roster?: readonly string[];
  /** Login behind an address or another key of a person; undefined, nobody knows. */
  readonly loginOf: (key: string) => string | undefined;
  readonly incidents?: readonly Incident[];
  readonly documents?: readonly DocumentFact[];
  /** Documents that records name, judged, where nobody read all documents. */
  readonly artefacts?: readonly DocumentFact[];
  /** Paths that exist in the tree. */
  readonly existing?: ReadonlySet<string>;
  /** Numbers of merged pull requests. */
  readonly merged?: ReadonlySet<number>;
  /** Who keeps weekly and daily files, each with their first day if they have one. Absent: whoever filed one. */
  readonly enrolled?: readonly { readonly login: string; readonly start?: string | undefined }[];
  /** What was measured. Absent: nobody measured, and what a mark is bound to is unknown. */
  readonly measures?: readonly Measure[];
}

/** How one criterion stands for one person. `met: null` says that it could not be found out, and `why` what was missing. */
export interface Standing {
  readonly id: string;
  readonly title: string;
  readonly met: boolean | null;
  readonly recommended: boolean;
  /** What is there and what is asked for, e.g. 16 of 24. */
  readonly have: number;
  readonly need: number;
  /** Paths, pull requests or logins that show it. */
  readonly proof: readonly string[];
  /** What is missing, or what the record says beyond its evidence, in a few words; empty where nothing is. */
  readonly why: string;
  /** How often there was a chance: incidents that began on the person's shifts. Only where having them is what is counted. */
  readonly opportunity?: number;
}
