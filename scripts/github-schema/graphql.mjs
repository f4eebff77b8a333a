import { Kind, parse, print, visit } from 'graphql';

const composite = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
]);

/**
 * GitHub's GraphQL schema cut down to the named object types, interfaces and unions: their fields of a scalar,
 * an enum or a kept type stay, with all arguments and the input types that those need. Throws for a name that
 * the schema does not know. Descriptions and directives other than `@deprecated` are gone.
 */
export async function pruneGraphql(text, names) {
  const document = visit(parse(text, { noLocation: true }), {
    enter: (node) => (node.description === undefined ? undefined : { ...node, description: undefined }),
    Directive: (node) => (node.name.value === 'deprecated' ? undefined : null),
    DirectiveDefinition: () => null,
  });
  const all = new Map(document.definitions.flatMap((node) => (node.name ? [[node.name.value, node]] : [])));
  for (const name of names) {
    if (!composite.has(all.get(name)?.kind)) throw new Error(`the schema has no composite type ${name}`);
  }
  const wanted = new Set(names);
  const stays = (type) => wanted.has(namedType(type)) || !composite.has(all.get(namedType(type))?.kind);
  const kept = new Map();
  const queue = [...names];
  while (queue.length > 0) {
    const name = queue.pop();
    const node = all.get(name);
    if (node === undefined || kept.has(name)) continue;
    const pruned = pruneNode(node, wanted, stays);
    kept.set(name, pruned);
    queue.push(...referenced(pruned));
  }
  const definitions = [...kept.keys()].sort().map((name) => kept.get(name));
  return `schema {\n  query: Query\n}\n\n${definitions.map(print).join('\n\n')}\n`;
}

function pruneNode(node, wanted, stays) {
  if (node.kind === Kind.UNION_TYPE_DEFINITION) {
    return { ...node, types: node.types.filter((type) => wanted.has(type.name.value)) };
  }
  if (!composite.has(node.kind)) return node;
  const seen = new Set();
  const fields = node.fields.filter((field) => {
    const isNew = !seen.has(field.name.value);
    seen.add(field.name.value);
    return isNew && stays(field.type);
  });
  return { ...node, fields, interfaces: node.interfaces.filter((type) => wanted.has(type.name.value)) };
}

function namedType(type) {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** Every type that the definition names. */
function referenced(node) {
  const names = [];
  visit(node, { NamedType: (type) => void names.push(type.name.value) });
  return names;
}
