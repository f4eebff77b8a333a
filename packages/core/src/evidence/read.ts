import type { Kind } from '../schema/common.js';
import type { SectionIndex } from '../schema/policy.js';
import type { LazyForm } from './lazy.js';

/** How a text is to be read. */
export interface ReadOptions {
  readonly kind: Kind;
  readonly index: SectionIndex;
  /**
   * `count`: `#` headings are sections, as in everything that is stored. `doomed`: git is going to delete `#` lines after the
   * hook, so a section that stands only there is listed in `Evidence.doomed` and does not count.
   */
  readonly hashHeadings: 'count' | 'doomed';
  /** Text of the repository's own template for this kind, compared node by node. */
  readonly template?: string;
  /** Default `own`. `inherited` is for who only reads the Evidence, and faster: see `LazyProperties`. */
  readonly lazy?: LazyForm;
  /** Title of a pull request, which its body does not carry. */
  readonly title?: string;
}
