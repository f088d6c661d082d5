// A FileDescriptorSet as JSON, made easy to walk: services, messages and enums with their comments and annotations.

const text = (comment) => (comment ?? '').trim().replace(/\s+/g, ' ');

/** Comments of a file by their path in its descriptor, such as 4,0,2,1 for the second field of the first message. */
const commentsOf = (file) =>
  new Map((file.sourceCodeInfo?.location ?? []).filter((l) => l.leadingComments).map((l) => [(l.path ?? []).join(), text(l.leadingComments)]));

function fieldOf(field, comment) {
  const options = field.options ?? {};
  const behaviour = options['[google.api.field_behavior]'] ?? [];
  const type = field.typeName?.slice(1);
  return {
    name: field.name,
    jsonName: field.jsonName,
    kind: field.type.slice('TYPE_'.length).toLowerCase(),
    type,
    repeated: field.label === 'LABEL_REPEATED',
    message: field.type === 'TYPE_MESSAGE' && { wellKnown: type.startsWith('google.protobuf.') },
    required: behaviour.includes('REQUIRED') || options['[buf.validate.field]']?.required === true,
    readOnly: behaviour.includes('OUTPUT_ONLY'),
    format: options['[google.api.field_info]']?.format,
    rules: options['[buf.validate.field]'],
    comment,
  };
}

/** What a set of descriptors describes. Messages and enums are found by their full names. */
export function collect(set) {
  const [messages, enums, services, patterns] = [new Map(), new Map(), [], []];
  for (const file of set.file) {
    const comments = commentsOf(file);
    const comment = (...path) => comments.get(path.join()) ?? '';

    const addEnum = (full, short, descriptor, path) => enums.set(full, {
      short,
      comment: comment(...path),
      values: descriptor.value.map((v, i) => ({ name: v.name, comment: comment(...path, 2, i) })),
    });

    const addMessage = (full, short, descriptor, path) => {
      messages.set(full, {
        full,
        short,
        comment: comment(...path),
        isMap: descriptor.options?.mapEntry === true,
        fields: (descriptor.field ?? []).map((f, i) => fieldOf(f, comment(...path, 2, i))),
      });
      const pattern = descriptor.options?.['[google.api.resource]']?.pattern;
      if (pattern) patterns.push(...pattern);
      (descriptor.nestedType ?? []).forEach((n, i) => addMessage(`${full}.${n.name}`, short + n.name, n, [...path, 3, i]));
      (descriptor.enumType ?? []).forEach((n, i) => addEnum(`${full}.${n.name}`, short + n.name, n, [...path, 4, i]));
    };

    (file.messageType ?? []).forEach((m, i) => addMessage(`${file.package}.${m.name}`, m.name, m, [4, i]));
    (file.enumType ?? []).forEach((e, i) => addEnum(`${file.package}.${e.name}`, e.name, e, [5, i]));
    (file.service ?? []).forEach((s, i) => services.push({
      package: file.package,
      name: s.name,
      comment: comment(6, i),
      methods: s.method.map((m, j) => ({
        name: m.name,
        input: m.inputType.slice(1),
        output: m.outputType.slice(1),
        http: m.options?.['[google.api.http]'],
        comment: comment(6, i, 2, j),
      })),
    }));
  }
  return { messages, enums, services, patterns };
}
