/** Thrown by resolvers for what GitHub tells as an error beside the data. */
export class GraphqlRefusal extends Error {
  override readonly name = 'GraphqlRefusal';
  readonly type: 'NOT_FOUND' | 'FORBIDDEN';

  constructor(type: 'NOT_FOUND' | 'FORBIDDEN', message: string) {
    super(message);
    this.type = type;
  }
}
