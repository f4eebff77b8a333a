/** Where an object keeps what its lazy properties are made from. */
const SOURCE = Symbol('source');

/** Gives objects properties that are made when somebody asks for them. */
export interface LazyProperties<S, V extends object> {
  /** They are listed, copied and compared like others. */
  readonly own: <T extends object>(shape: T, source: S) => T & V;
  /** For who only reads: `shape` itself inherits them, which makes such an object about ten times as fast. */
  readonly inherited: <T extends object>(shape: T, source: S) => T & V;
}

/** Which of the two an object is given. */
export type LazyForm = keyof LazyProperties<unknown, object>;

/**
 * Lazy properties by what makes them. All objects of one kind share the getters: a literal with `get` makes new ones for each
 * object, which takes the engine about fifty times as long as a plain literal, and slows down whoever reads such objects.
 */
export function lazyProperties<S, V extends object>(
  makers: {
    readonly [K in keyof V]-?: (source: S) => V[K];
  },
): LazyProperties<S, V> {
  const descriptors: PropertyDescriptorMap = {};
  for (const [name, make] of Object.entries<(source: S) => unknown>(makers)) {
    descriptors[name] = {
      get(this: { readonly [SOURCE]: S }) {
        return make(this[SOURCE]);
      },
      enumerable: true,
      configurable: true,
    };
  }
  const prototype = Object.defineProperties({}, descriptors);
  return {
    own: (shape, source) => {
      Object.defineProperty(shape, SOURCE, { value: source });
      return Object.defineProperties(shape, descriptors) as never;
    },
    inherited: (shape, source) => {
      (shape as { [SOURCE]?: S })[SOURCE] = source;
      return Object.setPrototypeOf(shape, prototype);
    },
  };
}
