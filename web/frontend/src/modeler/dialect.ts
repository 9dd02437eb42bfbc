import camunda from 'camunda-bpmn-moddle/resources/camunda.json';

interface Type {
  name: string;
  properties?: { name: string; isAttr: boolean; type: string }[];
}

/** Attributes of the dialect that the published description lacks; unknown ones survive, but with a warning. */
const MISSING: Record<string, string[]> = { DmnCapable: ['decisionRefVersionTag'] };

/** The description of the Camunda 7 attributes and elements, completed. */
export function dialect(): object {
  const whole = structuredClone(camunda) as unknown as { types: Type[] };
  for (const [name, attributes] of Object.entries(MISSING)) {
    const type = whole.types.find((candidate) => candidate.name === name);
    if (!type) throw new Error(`the dialect has no type ${name}`);
    for (const attribute of attributes) {
      if (type.properties?.some((property) => property.name === attribute)) continue;
      (type.properties ??= []).push({ name: attribute, isAttr: true, type: 'String' });
    }
  }
  return whole;
}
