const message = {
  type: 'object',
  properties: { text: { type: 'string', minLength: 1 } },
  required: ['text'],
  additionalProperties: false,
};
const level = { enum: ['none', 'note', 'warning', 'error'] };

const rule = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    shortDescription: message,
    fullDescription: message,
    help: message,
    helpUri: { type: 'string', pattern: '^https?://' },
  },
  required: ['id'],
  additionalProperties: false,
};

const location = {
  type: 'object',
  properties: {
    physicalLocation: {
      type: 'object',
      properties: {
        artifactLocation: {
          type: 'object',
          properties: {
            uri: { type: 'string', pattern: "^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+$" },
          },
          required: ['uri'],
          additionalProperties: false,
        },
        region: {
          type: 'object',
          properties: {
            startLine: { type: 'integer', minimum: 1 },
            startColumn: { type: 'integer', minimum: 1 },
          },
          required: ['startLine'],
          additionalProperties: false,
        },
      },
      required: ['artifactLocation'],
      additionalProperties: false,
    },
  },
  required: ['physicalLocation'],
  additionalProperties: false,
};

const result = {
  type: 'object',
  properties: {
    ruleId: { type: 'string' },
    ruleIndex: { type: 'integer', minimum: 0 },
    level,
    message,
    locations: { type: 'array', items: location },
  },
  required: ['message'],
  additionalProperties: false,
};

const invocation = {
  type: 'object',
  properties: {
    executionSuccessful: { type: 'boolean' },
    toolExecutionNotifications: {
      type: 'array',
      items: {
        type: 'object',
        properties: { level, message },
        required: ['message'],
        additionalProperties: false,
      },
    },
  },
  required: ['executionSuccessful'],
  additionalProperties: false,
};

const driver = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    version: { type: 'string' },
    rules: { type: 'array', items: rule },
  },
  required: ['name'],
  additionalProperties: false,
};

const run = {
  type: 'object',
  properties: {
    tool: { type: 'object', properties: { driver }, required: ['driver'], additionalProperties: false },
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    invocations: { type: 'array', items: invocation },
    results: { type: 'array', items: result },
  },
  required: ['tool'],
  additionalProperties: false,
};

/**
 * The part of SARIF 2.1.0 that is used here, as a JSON Schema: what the standard requires of each object, and no property
 * that it does not know. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifShape = {
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: { type: 'array', items: run },
  },
  required: ['version', 'runs'],
  additionalProperties: false,
};
