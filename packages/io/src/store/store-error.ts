/** What kind of trouble a store had; callers decide by it, never by the words. */
export type StoreTrouble =
  | 'torn'
  | 'changed'
  | 'missing'
  | 'newer'
  | 'other-key'
  | 'no-space'
  | 'refused'
  | 'busy'
  | 'not-a-store'
  | 'unreachable'
  | 'invalid';

/**
 * A store could not be read or written. `message` names the file and says what is wrong with it, `fix` is the next step. What was
 * acknowledged before is still there.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly trouble: StoreTrouble;
  readonly fix: string;

  constructor(trouble: StoreTrouble, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
    this.fix = fix;
  }
}
