// A leader who sets a consultation up: its parts by their addresses, its fields by their names.

import { signIn } from './people.mjs';
import { Respondent } from './respondent.mjs';

/** A deadline as someone would choose it: not in a year that nobody means. */
export const DEADLINE = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10);

export class Setup {
  constructor(page, { language = 'nb', look = async () => {} } = {}) {
    this.person = new Respondent(page, { language, look });
    this.page = page;
    this.look = look;
  }

  signIn(email) {
    return signIn(this.person, email);
  }

  /** A new working copy. */
  async begin(title, reference) {
    await this.page.goto(`${this.person.prefix}/saksbehandling/oppsett/ny`);
    await this.look('new');
    await this.fill({ tittel: title, referanse: reference });
    await this.press('main form button[type=submit]');
    this.at = this.person.path;
    await this.look('overview');
  }

  async open(part) {
    await this.page.goto(`${this.at}/${part}`);
    await this.look(part);
  }

  async fill(fields) {
    for (const [name, text] of Object.entries(fields)) await this.page.locator(`main [name="${name}"]`).fill(text);
  }

  /** A text in both languages. */
  fillBoth(name, { nb, nn }) {
    return this.fill({ [`${name}.nb`]: nb, [`${name}.nn`]: nn });
  }

  /** Presses a button, and looks at what comes. */
  async press(selector) {
    await this.person.press(this.page.locator(selector).first());
    await this.look(selector);
  }

  /** Presses the button with this value. */
  act(value) {
    return this.press(`main button[value="${value}"]:visible`);
  }

  save() {
    return this.press('main .actions button[value=lagre]');
  }

  /** Opens a part, fills it in and saves it. */
  async write(part, fields, both = {}) {
    await this.open(part);
    await this.fill(fields);
    for (const [name, texts] of Object.entries(both)) await this.fillBoth(name, texts);
    await this.save();
  }

  text() {
    return this.page.locator('main').innerText();
  }

  /** A copy that could be published, its råd from a draft in Markdown. */
  async prepare(title, reference, draft) {
    await this.begin(title, reference);
    await this.write('om', { published_on: '2020-02-02', deadline_on: DEADLINE });
    await this.write('tekster', { 'ingress.nb': 'Kort om forslaget.' });
    await this.open('instanser');
    await this.page.locator('main [name=ingen]').check();
    await this.save();
    await this.open('utkast');
    await this.fill({ tekst: draft });
    await this.act('les');
    await this.act('bruk');
  }

  /** What the page says is wrong, first in main. */
  async errors() {
    return this.page.locator('.ds-error-summary li').allInnerTexts();
  }
}
