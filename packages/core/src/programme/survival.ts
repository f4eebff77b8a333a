/** One way to a certificate: how many days it took, or has taken so far. */
export interface Course {
  readonly days: number;
  /** False while it goes on, or where it was given up: only that it took longer than `days` is known. */
  readonly ended: boolean;
}

/**
 * The median of times of which some have not ended, by the product-limit estimator: the first time at which half or fewer are still
 * under way. Null where that has not come yet. Kaplan and Meier 1958, https://doi.org/10.1080/01621459.1958.10501452
 */
export function medianSurvival(courses: readonly Course[]): number | null {
  const times = [...new Set(courses.filter(({ ended }) => ended).map(({ days }) => days))].sort(
    (a, b) => a - b,
  );
  let surviving = 1;
  for (const time of times) {
    const atRisk = courses.filter(({ days }) => days >= time).length;
    const ended = courses.filter((course) => course.ended && course.days === time).length;
    surviving *= 1 - ended / atRisk;
    // Products of fractions miss one half by a hair.
    if (surviving <= 0.5 + 1e-12) return time;
  }
  return null;
}
