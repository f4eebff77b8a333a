/** Rows of small numbers, by place. */
export interface Numbers {
  readonly add: (...row: readonly number[]) => number;
  readonly at: (place: number, column: number) => number;
  readonly set: (place: number, column: number, value: number) => void;
  readonly size: () => number;
}

const FIRST_ROWS = 1024;

/** Starts with no row; each has `width` numbers. */
export function startNumbers(width: number): Numbers {
  let numbers = new Int32Array(FIRST_ROWS * width);
  let count = 0;
  return {
    at: (place, column) => numbers[place * width + column] ?? 0,
    set: (place, column, value) => {
      numbers[place * width + column] = value;
    },
    size: () => count,
    add: (...row) => {
      if ((count + 1) * width > numbers.length) {
        const longer = new Int32Array(numbers.length * 2);
        longer.set(numbers);
        numbers = longer;
      }
      numbers.set(row, count * width);
      return count++;
    },
  };
}
