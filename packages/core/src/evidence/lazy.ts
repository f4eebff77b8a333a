/** Where an object keeps what its lazy properties are made from. */
const SOURCE = Symbol('source');

/**
 * A function that gives objects properties which are made when somebody asks for them; they are listed, copied and compared like
 * others. All objects of one kind share the getters: a literal with `get` makes new ones for each object, which takes the engine
 * about fifty times as long as a plain literal, and slows down whoever reads such objects.
 */
export function lazyProperties<S, V extends object>(
  makers: { readonly [K in keyof V]-?: (source: S) => V[K] },
): <T extends object>(shape: T, source: S) => T & V {
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
  return (shape, source) => {
    Object.defineProperty(shape, SOURCE, { value: source });
    return Object.defineProperties(shape, descriptors) as never;
  };
}
