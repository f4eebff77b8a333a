/** Colours of a terminal, or nothing at all where colour is off. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Select Graphic Rendition codes (ECMA-48 §8.3.117); without colour every function returns its text unchanged. */
export function paint(color: boolean): Paint {
  const code = (on: number, off: number) => (text: string) =>
    color && text !== '' ? `\u001B[${on}m${text}\u001B[${off}m` : text;
  return {
    red: code(31, 39),
    yellow: code(33, 39),
    green: code(32, 39),
    bold: code(1, 22),
    dim: code(2, 22),
  };
}
