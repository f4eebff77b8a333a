/** Takes one NUL-terminated piece as a range of bytes, valid only during the call. */
export type TakePiece = (bytes: Buffer, start: number, end: number) => void;

/**
 * Cuts a stream of bytes at NUL. Give the returned function every chunk in order; a piece that spans chunks is joined once, so
 * that the work is linear in the bytes. Text after the last NUL is never handed on: git closes every piece.
 */
export function splitAtNul(take: TakePiece): (chunk: Buffer) => void {
  let waiting: Buffer[] = [];
  return (chunk) => {
    let start = 0;
    let end = chunk.indexOf(0);
    if (waiting.length > 0 && end !== -1) {
      const whole = Buffer.concat([...waiting, chunk.subarray(0, end)]);
      waiting = [];
      take(whole, 0, whole.length);
      start = end + 1;
      end = chunk.indexOf(0, start);
    }
    while (end !== -1) {
      take(chunk, start, end);
      start = end + 1;
      end = chunk.indexOf(0, start);
    }
    if (start < chunk.length) waiting.push(chunk.subarray(start));
  };
}

/** The pieces of a whole output as texts. */
export function textPieces(output: Buffer): string[] {
  const pieces: string[] = [];
  splitAtNul((bytes, start, end) => pieces.push(bytes.toString('utf8', start, end)))(output);
  return pieces;
}
