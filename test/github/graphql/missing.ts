import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** GitHub's errors for the fields that a server of an older version does not have, in the shape in which it tells them. */
export function missingFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  without: ReadonlySet<string>,
): readonly Record<string, unknown>[] {
  if (without.size === 0) return [];
  const types = new TypeInfo(schema);
  const errors: Record<string, unknown>[] = [];
  const visitor = visitWithTypeInfo(types, {
    Field: (node) => {
      const typeName = types.getParentType()?.name ?? '';
      const fieldName = node.name.value;
      if (!without.has(`${typeName}.${fieldName}`)) return;
      errors.push({
        path: ['query', fieldName],
        extensions: { code: 'undefinedField', typeName, fieldName },
        locations: [],
        message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      });
    },
  });
  visit(document, visitor);
  return errors;
}
