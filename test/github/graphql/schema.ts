import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql';
import { SCHEMAS } from '../validate/description.js';
import type { Resolvers } from './node.js';
import { resolvers } from './resolvers.js';

let loaded: GraphQLSchema | undefined;

/** GitHub's schema with the resolvers of the emulator in it, made once for a process. */
export function readSchema(): GraphQLSchema {
  loaded ??= withResolvers(
    buildSchema(readFileSync(`${SCHEMAS}/schema.graphql`, 'utf8'), { assumeValidSDL: true }),
    resolvers,
  );
  return loaded;
}

function withResolvers(schema: GraphQLSchema, all: Resolvers): GraphQLSchema {
  for (const [typeName, fields] of Object.entries(all)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`the schema has no type ${typeName}`);
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`${typeName} has no field ${name}`);
      field.resolve = (source, args, context) => resolve(source as never, args, context);
    }
  }
  return schema;
}
