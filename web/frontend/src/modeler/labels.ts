interface Item {
  id?: string;
  label?: string;
  items?: Item[];
}
interface PropertiesPanel {
  registerProvider(priority: number, provider: object): void;
}
type Translate = (text: string) => string;

/** Translates the few labels that the panel puts together without asking for a translation. */
class TranslateLabels {
  static $inject = ['propertiesPanel', 'translate'];

  constructor(panel: PropertiesPanel, private readonly translate: Translate) {
    panel.registerProvider(150, this);
  }

  getGroups(): (groups: Item[]) => Item[] {
    return (groups) => {
      for (const group of groups) {
        const listeners = group.id?.endsWith('Listener');
        for (const item of group.items ?? []) {
          if (item.label === '<empty>') item.label = this.translate(item.label);
          // "Start: Java class": the event and what it runs.
          else if (listeners) item.label = item.label?.split(': ').map((part) => this.translate(part)).join(': ') ?? '';
        }
      }
      return groups;
    };
  }
}

export const translateLabelsModule = { __init__: ['translateLabels'], translateLabels: ['type', TranslateLabels] };
