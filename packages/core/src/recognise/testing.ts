import type { Entry, Evidence } from '../schema/evidence.js';
import { claimsTesting } from './claim.js';
import { hasSubstance } from './substance.js';
import { testingProse } from './test-prose.js';

/** Canonical section of evidence that something was tested. */
const TEST_SECTION = 'test-evidence';
const SOURCE_SECTIONS: readonly string[] = ['sources-consulted', 'documentation-reviewed'];

/** What a text says about testing, with the entries that say it. */
export interface TestStatement {
  readonly state: 'none' | 'placeholder' | 'waived' | 'planned' | 'claimed' | 'substantive';
  readonly entries: readonly Entry[];
}

/**
 * Whether a third person could repeat or check what the entries say. For tests: a named test, a command with its target, a
 * scenario, a device with an action, an observed output. For sources: something that can be looked up. Else: words of its own.
 */
export function isSubstantive(entries: readonly Entry[], section: string): boolean {
  if (section === TEST_SECTION) return hasSubstance(entries);
  if (SOURCE_SECTIONS.includes(section)) {
    return entries.some((entry) => entry.references.some((reference) => reference.excluded === undefined));
  }
  return entries.some((entry) => entry.kind === 'code' || entry.text.length >= 20);
}

/**
 * What a text says about testing: in the section for it, or in prose without a heading. A section that claims or shows
 * something has the word; one that holds nothing does not hide a measurement or scenario that stands elsewhere.
 */
export function testStatement(evidence: Evidence): TestStatement {
  const inSection = sectionStatement(evidence);
  if (inSection.state !== 'none' && inSection.state !== 'placeholder') return inSection;
  const inProse = proseStatement(evidence);
  return inSection.state === 'none' || inProse.state === 'substantive' ? inProse : inSection;
}

function sectionStatement(evidence: Evidence): TestStatement {
  const section = evidence.sections.find((candidate) => candidate.name === TEST_SECTION);
  if (section === undefined) return { state: 'none', entries: [] };
  const entries = section.entries;
  switch (section.state) {
    case 'claimed':
      return { state: claimsTesting(entries) ? 'claimed' : 'placeholder', entries };
    case 'substantive':
    case 'planned':
      return { state: section.state, entries };
    case 'not-applicable':
      return { state: 'waived', entries };
    default:
      return { state: 'placeholder', entries };
  }
}

function proseStatement(evidence: Evidence): TestStatement {
  const { entries, measured } = testingProse(evidence.prose);
  if (measured) return { state: 'substantive', entries };
  if (entries.length === 0) return { state: 'none', entries };
  return { state: hasSubstance(entries) ? 'substantive' : 'claimed', entries };
}
