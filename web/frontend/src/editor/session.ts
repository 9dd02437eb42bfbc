import { ask } from '../shared/dialog.ts';
import { fill } from '../shared/fill.ts';
import { getJson, messageOf, send, Unreachable, type Answer } from '../shared/http.ts';
import { need, type Lang } from '../shared/island.ts';
import { showFindings, summary } from './findings.ts';
import { frame, type Command, type Frame } from './frame.ts';
import type { Finding, Model, Surface } from './model.ts';
import { WORDS, type Key } from './words.ts';

/** How long editing must rest before the server checks the model. */
const PAUSE_MS = 1200;

/**
 * Open the model of `data-model` in an editor and keep it: drafts, checks, publishing. The server decides
 * everything; the page only shows what it said and never loses what a person has drawn.
 */
export async function runSession(
  host: HTMLElement, lang: Lang, build: (parts: Frame, lang: Lang) => Surface,
): Promise<void> {
  const url = need(host, 'model');
  const model = await getJson<Model>(url);
  const words = WORDS[lang];
  const parts = frame(host, words, host.dataset['canPublish'] === 'true');
  const surface = build(parts, lang);
  let warnings: string[];
  try {
    warnings = await surface.open(model.xml);
  } catch (error) {
    // For example no diagram part, or DMN older than 1.3: nothing to draw on, and nothing may be saved over it.
    for (const button of Object.values(parts.buttons)) button.disabled = true;
    parts.status.textContent = fill(words.cannotOpen, { why: error instanceof Error ? error.message : String(error) });
    parts.status.classList.add('ot-bad');
    return;
  }
  const session = new Session(url, host.dataset['csrf'] ?? '', lang, words, parts, surface, model);
  session.start(warnings);
}

class Session {
  private dirty = false;
  /** Nothing was changed by a person, but saving would keep the drawing that the server made. */
  private unkept: boolean;
  private working = false;
  private revision: number;
  private version: number | null;
  private timer = 0;
  private asked = 0;

  constructor(
    private readonly url: string, private readonly csrf: string, private readonly lang: Lang,
    private readonly words: Record<Key, string>, private readonly parts: Frame, private readonly surface: Surface,
    private readonly model: Model,
  ) {
    this.revision = model.revision;
    this.version = model.version;
    this.unkept = model.laid_out;
  }

  start(warnings: string[]): void {
    const actions: Partial<Record<Command, () => unknown>> = {
      save: () => this.work(() => this.save()), check: () => this.check(true), publish: () => this.work(() => this.publish()),
      undo: () => this.surface.undo(), redo: () => this.surface.redo(), zoomIn: () => this.surface.zoomBy(1.25),
      zoomOut: () => this.surface.zoomBy(0.8), fit: () => this.surface.fit(), download: () => this.download(),
    };
    for (const [command, action] of Object.entries(actions)) {
      this.parts.buttons[command as Command].addEventListener('click', () => void action());
    }
    this.surface.onChange(() => {
      this.dirty = true;
      this.refresh();
      this.say(this.words.unsaved);
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.check(false), PAUSE_MS);
    });
    this.surface.onView(() => this.refresh());
    window.addEventListener('beforeunload', (event) => {
      if (this.dirty) event.preventDefault();
    });
    document.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      leaveField();
      void this.work(() => this.save());
    });
    for (const warning of warnings) console.warn(warning);
    const opened = this.unkept ? this.words.laidOut : this.words.opened;
    this.say(warnings.length ? fill(this.words.warnings, { n: warnings.length }) : opened);
    this.refresh();
    void this.check(false);
  }

  /** Run one action at a time; a failed connection is said, not thrown. */
  private async work(action: () => Promise<void>): Promise<void> {
    if (this.working) return;
    this.working = true;
    this.refresh();
    try {
      await action();
    } catch (error) {
      console.error(error);
      this.say(error instanceof Unreachable ? this.words.unreachable : fill(this.words.notSaved, { status: '?' }), true);
    } finally {
      this.working = false;
      this.refresh();
    }
  }

  private async save(): Promise<void> {
    if (!this.dirty && !this.unkept) return;
    this.say(this.words.saving);
    const xml = await this.surface.save();
    this.dirty = false; // Changes made while the answer is on its way count as new ones.
    const answer = await send('PUT', `${this.url}/draft`, { xml, revision: this.revision }, this.csrf).catch((error: unknown) => {
      this.dirty = true;
      throw error;
    });
    if (!answer.ok) {
      this.dirty = true;
      this.say(messageOf(answer) ?? (answer.status === 409 ? this.words.conflict
        : fill(this.words.notSaved, { status: answer.status })), true);
      return;
    }
    this.unkept = false;
    this.take(answer);
    this.say(this.dirty ? this.words.unsaved : this.words.saved);
  }

  /** Ask the server what it thinks of the model as drawn; only the newest answer counts. */
  private async check(asked: boolean): Promise<Finding[] | null> {
    window.clearTimeout(this.timer);
    this.asked += 1;
    const mine = this.asked;
    if (asked) this.say(this.words.checking);
    try {
      const answer = await send('POST', `${this.url}/lint`, { xml: await this.surface.save() }, this.csrf);
      if (mine !== this.asked) return null;
      const found = (answer.body as { findings?: Finding[] } | null)?.findings;
      if (!found) throw new Error(`lint: ${answer.status}`);
      showFindings(this.parts.findings, this.surface, this.words, found);
      if (asked) this.say(summary(this.words, found));
      return found;
    } catch (error) {
      console.error(error);
      if (asked) this.say(this.words.checkFailed, true);
      return null;
    }
  }

  private async publish(): Promise<void> {
    const found = await this.check(true);
    const errors = found?.filter(({ severity }) => severity === 'error').length ?? 0;
    if (errors > 0) {
      this.say(fill(this.words.hasErrors, { n: errors }), true);
      return;
    }
    const note = await ask({
      lang: this.lang, text: this.words.publishAsk, ok: this.words.publish, note: { label: this.words.publishNote },
    });
    if (note === null) return;
    this.say(this.words.publishing);
    const answer = await send('POST', `${this.url}/publish`,
      { xml: await this.surface.save(), revision: this.revision, version: this.version, note }, this.csrf);
    const body = answer.body as { version?: number; findings?: Finding[] } | null;
    if (body?.findings) showFindings(this.parts.findings, this.surface, this.words, body.findings);
    if (!answer.ok) {
      this.say(messageOf(answer) ?? (answer.status === 409 ? this.words.conflict
        : fill(this.words.notPublished, { status: answer.status })), true);
      return;
    }
    this.dirty = this.unkept = false;
    this.take(answer);
    // A second person may have to agree first: then there is a message instead of a version.
    this.say(messageOf(answer) ?? fill(this.words.published, { version: this.version ?? '' }));
  }

  private take(answer: Answer): void {
    const body = answer.body as { revision?: number; version?: number } | null;
    this.revision = body?.revision ?? this.revision;
    this.version = body?.version ?? this.version;
  }

  private async download(): Promise<void> {
    const blob = new Blob([await this.surface.save()], { type: 'application/xml' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${this.model.key}.${this.model.xml.includes('/DMN/') ? 'dmn' : 'bpmn'}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  private refresh(): void {
    const { buttons, title } = this.parts;
    const can = this.surface.can();
    buttons.undo.disabled = !can.undo;
    buttons.redo.disabled = !can.redo;
    for (const button of [buttons.zoomIn, buttons.zoomOut, buttons.fit]) button.disabled = !can.zoom;
    buttons.save.disabled = this.working || !(this.dirty || this.unkept);
    buttons.publish.disabled = this.working;
    const version = this.version ? fill(this.words.version, { version: this.version }) : this.words.neverPublished;
    title.textContent = `${this.model.name}${this.dirty ? ' *' : ''} (${this.model.key}, ${version})`;
  }

  private say(text: string, bad = false): void {
    this.parts.status.textContent = text;
    this.parts.status.classList.toggle('ot-bad', bad);
  }
}

/** Some fields hand over what was typed only when they are left: leave, and come back. */
function leaveField(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !(field.matches('input, textarea, select') || field.isContentEditable)) return;
  field.blur();
  setTimeout(() => field.isConnected && field.focus());
}
