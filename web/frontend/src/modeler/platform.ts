/** The attributes by which desktop modelers know for which engine a file is made, and so which panel to open. */
export const platformModdle = {
  name: 'Modeler',
  uri: 'http://camunda.org/schema/modeler/1.0',
  prefix: 'modeler',
  xml: { tagAlias: 'lowerCase' },
  types: [{
    name: 'Definitions',
    extends: ['bpmn:Definitions'],
    properties: ['executionPlatform', 'executionPlatformVersion'].map((name) => ({ name, type: 'String', isAttr: true })),
  }],
};

interface Definitions {
  get(name: string): unknown;
  set(name: string, value: string): void;
}

/** Say the dialect of this engine, unless the file says something. */
export function sayPlatform(definitions: Definitions): void {
  if (definitions.get('modeler:executionPlatform')) return;
  definitions.set('modeler:executionPlatform', 'Camunda Platform');
  definitions.set('modeler:executionPlatformVersion', '7.24.0');
}
