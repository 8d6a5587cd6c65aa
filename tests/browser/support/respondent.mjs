// One person who answers, by what links, buttons and fields are called. The same way is gone in both
// languages, with and without script.

/** What things are called. */
const WORDS = {
  nb: {
    begin: 'Send inn innspill',
    forWhom: { person: 'Meg selv', organisation: /^En virksomhet/, body: /^Kommune/ },
    start: 'Start',
    list: 'Tilbake til delene',
    next: /^Lagre og (gå til (råd|generelle)|se over)/,
    later: 'Lagre og fortsett senere',
    sendLink: 'Send lenken',
    rest: 'Marker resten som ingen merknad',
    undo: 'Angre',
    review: 'Se over og send inn',
    sender: { name: 'Navn', email: 'E-postadresse', organisation: 'Virksomhet', number: /^Organisasjonsnummer/ },
    save: 'Lagre',
    send: 'Send inn innspill',
    confirm: 'Bekreft innspillet',
    open: 'Åpne innspillet',
    change: 'Endre innspillet',
    stances: ['Støtter', 'Støtter med endringer', 'Støtter ikke', 'Ingen merknad'],
  },
  nn: {
    begin: 'Send inn innspel',
    forWhom: { person: 'Meg sjølv', organisation: /^Ei verksemd/, body: /^Kommune/ },
    start: 'Start',
    list: 'Tilbake til delane',
    next: /^Lagre og (gå til (råd|generelle)|sjå over)/,
    later: 'Lagre og hald fram seinare',
    sendLink: 'Send lenkja',
    rest: 'Marker resten som ingen merknad',
    undo: 'Angre',
    review: 'Sjå over og send inn',
    sender: { name: 'Namn', email: 'E-postadresse', organisation: 'Verksemd', number: /^Organisasjonsnummer/ },
    save: 'Lagre',
    send: 'Send inn innspel',
    confirm: 'Stadfest innspelet',
    open: 'Opne innspelet',
    change: 'Endre innspelet',
    stances: ['Støttar', 'Støttar med endringar', 'Støttar ikkje', 'Ingen merknad'],
  },
};

export class Respondent {
  /** `look(name)` is called on every page on the way. */
  constructor(page, { language = 'nb', look = async () => {} } = {}) {
    this.page = page;
    this.words = WORDS[language];
    this.prefix = language === 'nb' ? '' : `/${language}`;
    this.look = look;
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true }).first();
  }

  link(name) {
    return this.page.getByRole('link', { name, exact: true }).first();
  }

  /** Presses what leads to another page, and waits until that is there. */
  async press(target) {
    const arrived = this.page.waitForEvent('domcontentloaded');
    await target.click();
    await arrived;
  }

  /** Sends a form that no page need have: what a browser sends for these names and values. */
  async submit(action, fields) {
    const arrived = this.page.waitForEvent('domcontentloaded');
    await this.page.evaluate(([to, pairs]) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = to;
      for (const [name, value] of pairs) {
        const field = document.createElement('textarea');
        field.name = name;
        field.value = value;
        form.append(field);
      }
      document.body.append(form);
      form.submit();
    }, [action, [...fields]]);
    await arrived;
  }

  /** The hidden field that shows that a form was ours, where the page has one. */
  async proof() {
    const field = this.page.locator('input[name=csrf]').first();
    return (await field.count()) ? [['csrf', await field.inputValue()]] : [];
  }

  get texts() {
    return this.page.locator('textarea[data-limit]');
  }

  /** Where in the program the page is. */
  get path() {
    return new URL(this.page.url()).pathname;
  }

  /** From the front page to the task list. */
  async begin(forWhom = 'person') {
    await this.page.goto(this.prefix || '/');
    await this.look('front page');
    await this.press(this.page.locator('main a[href*="/horinger/"]').first());
    await this.look('consultation');
    await this.press(this.link(this.words.begin));
    await this.look('start');
    await this.page.getByRole('radio', { name: this.words.forWhom[forWhom] }).check();
    await this.press(this.button(this.words.start));
    await this.look('task list, empty');
    this.tasks = this.path;
    this.desk = this.tasks.split('/').at(-1);
  }

  /** Begins without looking at any page. */
  async beginAtOnce(slug = '24-13304') {
    const form = { on_behalf: 'person' };
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const start = `${this.prefix}/horinger/${slug}/svar`;
    const answer = await this.page.context().request.post(start, { form, headers, maxRedirects: 0 });
    this.tasks = answer.headers().location;
    this.desk = this.tasks.split('/').at(-1);
  }

  async list() {
    await this.page.goto(this.tasks);
  }

  /** Opens the nth part of the list, counted from 1. */
  async open(n) {
    await this.list();
    await this.press(this.page.locator('main a[href*="/raad/"]').nth(n - 1));
    this.key = this.path.split('/').at(-1);
  }

  /** Fills the text fields of the page, in their order. */
  async fill(...texts) {
    for (const [at, text] of texts.entries()) await this.texts.nth(at).fill(text);
  }

  async stance(n) {
    await this.page.getByRole('radio', { name: this.words.stances[n], exact: true }).check();
  }

  async saveAndGoOn() {
    await this.press(this.page.getByRole('button', { name: this.words.next }));
  }

  /** Opens a part, writes, and saves. */
  async write(n, ...texts) {
    await this.open(n);
    await this.fill(...texts);
    await this.saveAndGoOn();
    await this.look(`after part ${n}`);
  }

  async noCommentToTheRest() {
    await this.list();
    await this.press(this.button(this.words.rest));
    await this.look('the rest marked');
  }

  async undo() {
    await this.press(this.button(this.words.undo));
    await this.look('the rest not marked');
  }

  async review() {
    await this.list();
    await this.press(this.link(this.words.review));
  }

  /** Who answers; from the page to see over and back to it. */
  async sender({ name, email, organisation, number }) {
    this.email = email;
    await this.page.goto(`${this.tasks}/avsender?fra=se-over`);
    await this.look('sender');
    const fill = (label, text) => this.page.getByRole('textbox', { name: label, exact: true }).fill(text);
    if (organisation) await fill(this.words.sender.organisation, organisation);
    if (number) await this.page.getByRole('textbox', { name: this.words.sender.number }).fill(number);
    await fill(this.words.sender.name, name);
    await fill(this.words.sender.email, email);
    await this.press(this.button(this.words.save));
  }

  /** A body says who has decided on the answer: whoever is responsible has. */
  async decide() {
    const asked = this.page.locator('input[name=behandlet]');
    if (!(await asked.count()) || (await this.page.locator('input[name=behandlet]:checked').count())) return;
    await this.page.locator('input[name=behandlet][value=administrative]').check();
    await this.page.locator('input[name=godkjent_av]').fill('Anne Berg');
    await this.page.locator('input[name=godkjent_dato]').fill('2024-01-02');
  }

  async send() {
    await this.decide();
    await this.press(this.button(this.words.send));
    await this.look('sent');
  }

  /** Opens the newest letter in the development mailbox, once it is there: to the address that was said, or to anybody. */
  async openNewestLetter(page = this.page) {
    const letter = page.locator('main ol.cards li', { hasText: this.email ?? '' }).first();
    do await page.goto(`${this.prefix}/utvikling/post`); while (!(await letter.count()));
    await letter.locator('a').click();
    await page.waitForURL('**/utvikling/post/*');
    await page.waitForLoadState('domcontentloaded');
  }

  /** The link that stands in the open letter. */
  async linkInLetter(page = this.page) {
    return page.locator('main a[href*="/lenke/"]').first().getAttribute('href');
  }

  /** Follows the link of the newest letter. */
  async followLetter() {
    await this.openNewestLetter();
    await this.look('letter');
    await this.page.goto(await this.linkInLetter());
    await this.look('landing');
  }

  async confirm() {
    await this.followLetter();
    await this.press(this.button(this.words.confirm));
    await this.look('receipt');
  }
}
