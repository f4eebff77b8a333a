/** The files of one repository's part of a store as they stand at one moment. Names have no folder. */
export interface Snapshot {
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<Buffer>;
}

/** A file to write, or to remove where `bytes` is null. */
export interface FileWrite {
  readonly name: string;
  readonly bytes: Buffer | null;
}

/** Where the files of a store are. */
export interface Medium {
  /** What people call a file: its path, or its branch and path. */
  readonly where: (name: string) => string;
  readonly look: () => Promise<Snapshot>;
  /**
   * Makes what `step` asks for in that order, and makes sure that nobody else wrote in between: `step` is asked again where
   * somebody did, so it must not have an effect of its own.
   */
  readonly change: (step: (now: Snapshot) => Promise<readonly FileWrite[]>) => Promise<void>;
}
