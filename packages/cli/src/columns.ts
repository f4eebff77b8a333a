/** A list of texts of one form in few bytes, which stand outside of what the engine has to sweep. */
export interface Column {
  readonly add: (text: string) => void;
  readonly at: (place: number) => string;
}

const FIRST_ROWS = 1024;

/** Shas as bytes, 20 of them where a text takes 56. What is not as long as the first, or no lower-case hexadecimal number, is kept as it is. */
export function startShas(): Column {
  const others = new Map<number, string>();
  let bytes = Buffer.alloc(0);
  let [digits, count] = [0, 0];
  return {
    at: (place) =>
      others.get(place) ?? bytes.toString('hex', (place * digits) / 2, ((place + 1) * digits) / 2),
    add: (sha) => {
      if (digits === 0) digits = sha.length + (sha.length % 2);
      const end = ((count + 1) * digits) / 2;
      if (end > bytes.length) {
        const longer = Buffer.alloc(Math.max(end * 2, FIRST_ROWS * digits));
        longer.set(bytes);
        bytes = longer;
      }
      if (sha.length === digits && /^[0-9a-f]{1,64}$/.test(sha)) bytes.write(sha, end - digits / 2, 'hex');
      else others.set(count, sha);
      count += 1;
    },
  };
}

/** Instants as numbers, which are written again as `2026-11-22T10:00:00Z`; one in another form is kept as it is. */
export function startInstants(): Column {
  const others = new Map<number, string>();
  let times = new Float64Array(FIRST_ROWS);
  let count = 0;
  return {
    at: (place) => others.get(place) ?? instantOf(times[place] ?? 0),
    add: (instant) => {
      if (count === times.length) {
        const longer = new Float64Array(count * 2);
        longer.set(times);
        times = longer;
      }
      const time = Date.parse(instant);
      if (!Number.isNaN(time) && instantOf(time) === instant) times[count] = time;
      else others.set(count, instant);
      count += 1;
    },
  };
}

const SECONDS_LENGTH = 19;

/** Made of bytes, since a text that was put together of two keeps both. */
function instantOf(time: number): string {
  return Buffer.from(`${new Date(time).toISOString().slice(0, SECONDS_LENGTH)}Z`).toString('latin1');
}
