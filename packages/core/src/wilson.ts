/** Two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** Wilson score interval at 95 % for `k` of `n`; `null` without a sample. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212. */
export function wilson(k: number, n: number): { readonly low: number; readonly high: number } | null {
  if (n <= 0) return null;
  const share = k / n;
  const spread = Z * Z;
  const middle = share + spread / (2 * n);
  const half = Z * Math.sqrt((share * (1 - share)) / n + spread / (4 * n * n));
  const scale = 1 + spread / n;
  return {
    low: k === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: k === n ? 1 : Math.min(1, (middle + half) / scale),
  };
}
