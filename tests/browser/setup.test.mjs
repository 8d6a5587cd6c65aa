// A consultation from nothing to published, by pages alone, in a real browser (J4).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { onTheWay } from './support/checks.mjs';
import { deleted, docx, heading, inserted, paragraph, text } from './support/docx.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';
import { DEADLINE, Setup } from './support/setup.mjs';

const LEADER = 'leader@staff.example';
const DRAFT = `# Førtidsslakting

## Råd 1: Kompensasjon

Teksten til forslaget.

### Begrunnelse

Hvorfor.

## Råd 2: Vilkår

Teksten til vilkårene.
`;

let program, browser;

before(async () => {
  program = await start();
  browser = await launch();
  await program.hoering('staff', 'add', LEADER, '--name', 'Lise Eksempel', '--role', 'leader');
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

/** Every page on the way is looked at. */
async function look(page, how) {
  assert.deepEqual(await onTheWay(page, how), [], page.url());
}

for (const [n, script] of [[1, true], [2, false]]) {
  test(`a consultation is set up and published: ${script ? 'with' : 'without'} script`, async () => {
    const { page, setup: { person }, faults } = await leader({ script });
    await page.goto('/saksbehandling/oppsett/ny');
    await page.locator('[name=tittel]').fill('Endringer i forskrift om førtidsslakting');
    await page.locator('[name=referanse]').fill(`22/4732${n}`);
    await person.press(page.locator('main form button[type=submit]'));
    const at = new URL(page.url()).pathname;
    assert.equal(at, `/saksbehandling/horinger/22-4732${n}/oppsett`);
    await look(page, { script });

    const open = (part) => page.goto(`${at}/${part}`);
    const save = () => person.press(page.locator('main .actions button').first());
    await open('om');
    await page.locator('[name=published_on]').fill('2020-01-06');
    await page.locator('[name=deadline_on]').fill(DEADLINE);
    await save();
    await look(page, { script });
    await open('tekster');
    await page.locator('[name="ingress.nb"]').fill('Innspill merkes med referansen.');
    await save();
    await look(page, { script });

    await open('utkast');
    await page.locator('[name=tekst]').fill(DRAFT);
    await person.press(page.locator('button[value=les]'));
    assert.equal(await page.locator('h1').innerText(), 'Vi fant 2 råd. Stemmer det?');
    await look(page, { script });
    await person.press(page.locator('button[value=bruk]'));
    await person.press(page.locator('button[value="opp:r2"]'));
    await look(page, { script });

    await open('instanser');
    await page.locator('[name=liste]').fill('Alle landets kommuner\nEksempellaget');
    await person.press(page.locator('button[value=les]'));
    await look(page, { script });
    await person.press(page.locator('button[value=ta-inn]'));
    assert.match(await page.locator('main').innerText(), /358 instanser blir invitert/);

    await open('visning');
    assert.match(await page.locator('body').innerText(), /Forhåndsvisning\. Slik blir siden/);
    await look(page, { script });
    await open('visning/svar/r1');
    await page.locator('textarea').first().fill('Et forsøk.');
    await person.press(page.locator('main .actions button'));
    assert.match(await page.locator('main').innerText(), /Slik ville kvitteringen sett ut/);
    await look(page, { script });

    await open('publiser');
    await look(page, { script });
    await person.press(page.locator('button[value=publiser]'));
    await page.goto(`/horinger/22-4732${n}`);
    assert.match(await page.locator('main').innerText(), /Vilkår[\s\S]*Kompensasjon/);
    assert.deepEqual(faults(), []);
  });
}

/** Signed in once each: links to sign in are not given without end. */
const known = new Map();

/** A member of staff at the pages where consultations are set up; `looking`: at every page on the way. */
async function leader({ script = true, looking = false, email = LEADER, at = program } = {}) {
  const state = known.get(email);
  const { page, context, faults } = await visitor(browser, at.base, { state, script, width: 1280 });
  const setup = new Setup(page, { look: looking ? () => look(page, { script }) : undefined });
  if (!state) await setup.signIn(email);
  known.set(email, await context.storageState());
  return { page, setup, faults };
}

const WORD = docx([
  heading(1, 'Oppfølging'),
  heading(2, 'Råd 1: Varsling'),
  paragraph(text('Kommunen bør varsles'), inserted(' innen to døgn'), deleted(' straks'), text('.')),
  paragraph(text('Samtykke innhentes på stedet.')),
  heading(2, 'Råd 2: Samtykke'),
  paragraph(text('Samtykket gjelder i ett år.')),
  heading(2, 'Råd 3: Opplæring'),
  heading(4, 'For hvem'),
  paragraph(text('Alle ansatte får opplæring.')),
], { comments: 1 });

for (const script of [true, false]) {
  test(`a Word file is read, looked over and taken in: ${script ? 'with' : 'without'} script`, async () => {
    const { page, setup, faults } = await leader({ script, looking: true });
    await setup.begin('Fra Word', script ? '26/901' : '26/902');
    await setup.open('utkast');
    await setup.act('les');
    assert.deepEqual(await setup.errors(), ['Velg en fil, eller lim inn et utkast']);
    await page.locator('#fil').setInputFiles({ name: 'utkast.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') });
    await setup.act('les');
    assert.deepEqual(await setup.errors(), ['Filen kan ikke leses som Word. Åpne den i Word, lagre den på nytt som DOCX, og velg den igjen.']);

    await page.locator('#fil').setInputFiles({ name: 'utkast.docx', mimeType: 'application/octet-stream', buffer: WORD });
    await setup.act('les');
    const heading = () => page.locator('h1').innerText();
    const titles = () => page.locator('main [name^="tittel."]').evaluateAll((fields) => fields.map(({ value }) => value));
    assert.equal(await heading(), 'Vi fant 3 råd. Stemmer det?');
    const told = [
      'Filen har 2 sporede endringer som ikke er godtatt. Innsatt tekst er tatt med, slettet tekst er ikke.',
      'Filen har 1 kommentar. Den er ikke tatt med.',
      '1 overskrift hopper over et nivå',
    ];
    const remarks = page.locator('.ds-alert li');
    assert.deepEqual(await remarks.allInnerTexts(), told);

    await setup.act('sammen:1');
    assert.equal(await heading(), 'Vi fant 2 råd. Stemmer det?');
    assert.deepEqual(await remarks.allInnerTexts(), told, 'what is to be seen to in the file is still told');
    const merged = page.locator('details', { has: page.locator('button[value^="del:0:"]') }).first();
    await merged.locator('summary').click();
    await setup.person.press(merged.locator('button', { hasText: 'Samtykket gjelder' }));
    assert.equal(await heading(), 'Vi fant 3 råd. Stemmer det?');
    await setup.fill({ 'tittel.1': 'Hvor lenge et samtykke gjelder' });
    // Enter reads it again.
    const arrived = page.waitForEvent('domcontentloaded');
    await page.locator('[name="tittel.1"]').press('Enter');
    await arrived;
    assert.equal((await titles())[1], 'Hvor lenge et samtykke gjelder');
    await setup.act('bruk');
    const outline = await setup.text();
    for (const title of ['Oppfølging', 'Varsling', 'Hvor lenge et samtykke gjelder', 'Opplæring']) assert.ok(outline.includes(title), outline);
    await setup.open('raad/r1');
    const body = await page.locator('[name="body.nb"]').inputValue();
    assert.ok(body.includes('Kommunen bør varsles innen to døgn.') && !body.includes('straks'), body);
    assert.ok(body.includes('Samtykke innhentes på stedet.'), 'what was merged is there');
    assert.deepEqual(faults(), []);
  });
}

for (const script of [true, false]) {
  test(`a consultation is begun as a copy of an earlier one and published: ${script ? 'with' : 'without'} script`, async () => {
    const { page, setup, faults } = await leader({ script, looking: true });
    const reference = script ? '26/907' : '26/908';
    const slug = reference.replace('/', '-');
    await page.goto('/saksbehandling/horinger/24-13304/oppsett');
    await setup.person.press(page.getByRole('link', { name: 'Lag en ny høring som kopi' }));
    await setup.look('copy');
    const title = await page.locator('[name=tittel]').inputValue();
    assert.match(title, /^Kopi av .*[Oo]verdose/);
    assert.equal(await page.locator('[name=referanse]').inputValue(), '', 'the reference is asked anew');
    assert.equal(await page.locator('[name=slag]').count(), 0, 'it is of the same kind');
    // Refused once: the copy is still a copy.
    await setup.fill({ tittel: '', referanse: reference });
    await setup.press('main form button[type=submit]');
    assert.deepEqual(await setup.errors(), ['Skriv en tittel på bokmål']);
    await setup.fill({ tittel: 'Neste runde om overdoser' });
    await setup.press('main form button[type=submit]');
    setup.at = setup.person.path;
    assert.equal(setup.at, `/saksbehandling/horinger/${slug}/oppsett`);
    await setup.open('raad');
    const outline = await setup.text();
    const titles = await adviceTitles('24-13304');
    assert.equal(titles.length, 11);
    for (const known of titles) assert.ok(outline.includes(known), known);

    await setup.open('om');
    const value = (name) => page.locator(`main [name="${name}"]`).inputValue();
    for (const name of ['published_on', 'deadline_on', 'short_reason.nb', 'follows']) {
      if (await page.locator(`main [name="${name}"]`).count()) assert.equal(await value(name), '', `${name} is asked anew`);
    }
    assert.equal(await value('reference'), reference);
    assert.equal(await value('owner.reply_address'), 'postmottak@direktorat.example', 'who owns it is known');
    await setup.open('raad/r1');
    for (const field of ['standpunkt', 'tekst', 'begrunnelse']) {
      assert.equal(await page.locator(`main [name="felt.${field}.label.nb"]`).count(), 1, field);
    }
    await setup.open('instanser');
    assert.match(await setup.text(), /426 instanser blir invitert/);
    assert.match(await setup.text(), /Alle landets kommuner/);
    await setup.open('publiser');
    assert.equal(await page.locator('main button[value=publiser]').count(), 0, 'without dates it cannot be published');
    await setup.write('om', { published_on: '2020-02-02', deadline_on: DEADLINE });
    // What the texts say of the earlier case is told, and mended.
    await setup.open('kontroll');
    assert.match(await setup.text(), /viser til sak 24\/13304, som er en annen høring/);
    await setup.open('tekster');
    for (const area of await page.locator('main textarea').all()) {
      const mended = (await area.inputValue()).replaceAll('24/13304', reference).replaceAll('1. august 2024', 'fristen');
      await area.fill(mended);
    }
    await setup.save();
    await setup.open('dokumenter');
    await page.locator('[name=sett-over]').check();
    await setup.save();
    await setup.open('kontroll');
    assert.doesNotMatch(await setup.text(), /24\/13304/);
    await setup.open('publiser');
    await setup.act('publiser');

    await page.goto(`/horinger/${slug}`);
    const public_ = await setup.text();
    for (const known of ['Neste runde om overdoser', '426 instanser er invitert', ...titles]) assert.ok(public_.includes(known), known);
    assert.match(public_, new RegExp(`Referanse\\s+${reference}`));
    await page.goto('/horinger/24-13304');
    assert.doesNotMatch(await setup.text(), /Neste runde/);
    assert.deepEqual(faults(), []);
  });
}

/** The titles of the råd of what is published, as programs read them. */
async function adviceTitles(slug) {
  const { chapters } = await (await fetch(`${program.base}/api/v1/consultations/${slug}`)).json();
  return chapters.flatMap(({ advice }) => advice.map(({ title }) => title.nb));
}

test('what lacks is told with the way to its field, and nothing is published before it is there', async (t) => {
  const early = await start({ at: '2020-02-02T09:00:00Z' });
  t.after(() => early.stop());
  await early.hoering('staff', 'add', 'early@staff.example', '--name', 'Tidlig Eksempel', '--role', 'leader');
  const { page, setup, faults } = await leader({ at: early, email: 'early@staff.example' });
  await page.goto('/saksbehandling/oppsett/ny');
  await setup.press('main form button[type=submit]');
  assert.deepEqual(await setup.errors(), ['Skriv en tittel på bokmål']);
  await setup.prepare('En høring som mangler det meste', '26/903', DRAFT);
  await setup.write('om', { deadline_on: '2020-03-02', 'contact.email': 'ingen adresse' });
  assert.deepEqual(await setup.errors(), [
    'Skriv en e-postadresse i riktig format, som navn@eksempel.no',
    'Fristen er 29 dager. Under seks uker må begrunnes (utredningsinstruksen 3-3).',
  ]);
  assert.equal(await page.locator('[name="contact.email"]').inputValue(), 'ingen adresse', 'what was typed is kept');
  await look(page);
  await setup.open('raad/r1');
  for (const field of ['standpunkt', 'tekst', 'begrunnelse']) await setup.act(`fjern:${field}`);

  await setup.open('publiser');
  assert.equal(await page.locator('main button[value=publiser]').count(), 0);
  await setup.open('kontroll');
  await look(page);
  const errors = page.locator('[aria-labelledby=h-feil] a');
  const found = await errors.allInnerTexts();
  const expected = [/riktig format/, /under seks uker/i, /Et råd har ingen felter å svare i \(Råd 1: Kompensasjon\)/];
  assert.equal(found.length, expected.length, found.join());
  for (const pattern of expected) assert.ok(found.some((told) => pattern.test(told)), `${pattern}: ${found}`);
  assert.match(await page.locator('[aria-labelledby=h-obs]').innerText(), /\d+ tekster mangler på nynorsk/);
  // Each leads to a control that is there.
  for (const href of await page.locator('main section a').evaluateAll((links) => links.map(({ href }) => href))) {
    await page.goto(href);
    const { hash, pathname } = new URL(href);
    const there = await page.evaluate((id) => Boolean(document.getElementById(id)), decodeURIComponent(hash.slice(1)));
    assert.ok(there || pathname.endsWith('/instanser'), href);
  }

  await setup.write('om', { 'contact.email': 'post@direktorat.example', short_reason: 'Reglene gjelder fra mai.' });
  await setup.open('raad/r1');
  await setup.act('mal');
  await setup.fillBoth('title', { nb: 'Kompensasjon', nn: 'Kompensasjon' });
  await setup.save();
  await setup.write('raad/r2', { 'title.nn': '' });
  assert.match(await setup.text(), /Mangler nynorsk/);
  await setup.open('publiser');
  await setup.act('publiser');
  await page.goto('/nn/horinger/26-903');
  assert.match(await page.locator('main').innerText(), /Reglene gjelder fra mai\./);
  assert.equal(await page.locator('main [lang=nb]').count() > 0, true, 'what is only in bokmål says so');
  assert.deepEqual(faults(), []);
});

test('whoever leaves a part with something unsaved is asked first, and not once it is saved', async () => {
  const { page, setup, faults } = await leader();
  await setup.prepare('Noe skrives', '26/917', DRAFT);
  await setup.open('tekster');
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  const away = page.locator('nav.tasks a[href$="/om"]:visible').first();
  await page.locator('[name="background.nb"]').fill('Dette er ikke lagret.');
  await away.click();
  assert.deepEqual(asked, ['beforeunload']);
  assert.equal(await page.locator('[name="background.nb"]').inputValue(), 'Dette er ikke lagret.');
  await setup.save();
  await away.click();
  await page.waitForURL(/\/om$/);
  assert.deepEqual(asked, ['beforeunload']);
  assert.deepEqual(faults(), []);
});

test('a reference that was used before is a question, and the answer is kept', async () => {
  const { page, setup, faults } = await leader();
  await page.goto('/saksbehandling/oppsett/ny');
  await setup.fill({ tittel: 'En ny runde', referanse: '2024/13304' });
  await setup.press('main form button[type=submit]');
  assert.deepEqual(await setup.errors(), ['Svar på om dette er en ny runde i samme sak']);
  assert.equal(await page.locator('[name=tittel]').inputValue(), 'En ny runde');
  await page.locator('[name=samme][value=nei]').check();
  await setup.press('main form button[type=submit]');
  assert.deepEqual(await setup.errors(), ['Referansen hører til en annen sak. Skriv referansen til denne.']);
  await page.locator('[name=samme][value=ja]').check();
  await setup.press('main form button[type=submit]');
  setup.at = setup.person.path;
  await setup.open('om');
  assert.equal(await page.locator('[name=follows]').inputValue(), '24-13304');
  assert.deepEqual(faults(), []);
});

test('where two must agree, one asks and another looks and publishes', async (t) => {
  const strict = await start({ settings: { HOERING_PUBLISHING_SECOND_PERSON: 'true' } });
  t.after(() => strict.stop());
  for (const name of ['first', 'second']) {
    await strict.hoering('staff', 'add', `${name}@staff.example`, '--name', `${name} Eksempel`, '--role', 'leader');
  }
  const first = await leader({ at: strict, email: 'first@staff.example' });
  await first.setup.prepare('To må være enige', '26/904', DRAFT);
  await first.setup.open('publiser');
  assert.equal(await first.page.locator('main button[value=publiser]').count(), 0);
  await first.setup.act('be');
  assert.match(await first.setup.text(), /Du har bedt om godkjenning\. En annen må publisere\./);
  assert.equal(await first.page.locator('main button[value=publiser]').count(), 0);

  const second = await leader({ at: strict, email: 'second@staff.example', script: false });
  second.setup.at = first.setup.at;
  await second.page.goto('/saksbehandling/oppsett');
  assert.match(await second.setup.text(), /To må være enige[\s\S]*Venter på godkjenning/);
  await second.setup.open('publiser');
  await second.setup.act('trekk');
  assert.match(await second.setup.text(), /En annen må godkjenne/);

  // What is changed after somebody asked has to be asked for again.
  await first.setup.open('publiser');
  await first.setup.act('be');
  await first.setup.write('tekster', { 'ingress.nb': 'Noe annet.' });
  await second.setup.open('publiser');
  assert.equal(await second.page.locator('main button[value=publiser]').count(), 0);
  await first.setup.open('publiser');
  await first.setup.act('be');
  await second.setup.open('publiser');
  assert.match(await second.setup.text(), /En annen ber om at dette blir godkjent\./);
  await second.setup.act('publiser');
  await second.page.goto('/horinger/26-904');
  assert.match(await second.page.locator('main').innerText(), /Noe annet\./);
  assert.deepEqual([...first.faults(), ...second.faults()], []);
});

test('what is changed after publishing is a new version with a note, and who had begun is told', async () => {
  const { page, setup, faults } = await leader();
  await setup.prepare('Endres etter publisering', '26/905', DRAFT);
  await setup.open('publiser');
  await setup.act('publiser');
  const reader = await visitor(browser, program.base, { width: 360 });
  const respondent = new Respondent(reader.page);
  await respondent.beginAtOnce('26-905');
  await respondent.write(1, 'Skrevet før endringen.');

  await page.goto(setup.at);
  await setup.press('main form button');
  await setup.write('raad/r1', { 'body.nb': 'Teksten til forslaget, rettet.' });
  await setup.open('publiser');
  assert.equal(await page.locator('main button[value=publiser]').count(), 0, 'a note is asked for first');
  await setup.open('om');
  await setup.fill({ 'change_note.nb': 'Råd 1 er rettet.' });
  await page.locator('[name=professional_change][value=true]').check();
  await setup.save();
  await setup.open('publiser');
  assert.match(await page.locator('main ins').first().innerText(), /rettet/);
  await setup.act('publiser');

  await reader.page.goto('/horinger/26-905');
  assert.match(await reader.page.locator('main').innerText(), /Versjon 2[\s\S]*Råd 1 er rettet\./);
  await respondent.list();
  assert.match(await reader.page.locator('main').innerText(), /Utkastet er endret[\s\S]*Alt du har skrevet, står som det var\./);
  await respondent.open(1);
  assert.equal(await respondent.texts.first().inputValue(), 'Skrevet før endringen.');
  assert.deepEqual([...faults(), ...reader.faults()], []);
});

/** Goes on with Tab until this has the focus. */
async function tabTo(page, locator) {
  for (let n = 0; n < 400; n += 1) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not come to ${locator}`);
}

test('a consultation is set up and published from the keyboard alone', async () => {
  const { page, setup, faults } = await leader();
  const { keyboard } = page;
  const main = (selector) => page.locator(`main ${selector}:visible`).first();
  const follow = async (locator) => {
    await tabTo(page, locator);
    const arrived = page.waitForEvent('domcontentloaded');
    await keyboard.press('Enter');
    await arrived;
  };
  const type = async (name, words) => {
    await tabTo(page, main(`[name="${name}"]`));
    await keyboard.press('ControlOrMeta+A');
    await keyboard.insertText(words);
  };
  // In a field for a date the keys are digits; the day is the month, so that their order does not matter.
  const date = async (name, digits) => {
    await tabTo(page, main(`[name="${name}"]`));
    await keyboard.type(digits);
  };
  const part = (name) => follow(page.locator('nav.tasks, main .tl').getByRole('link', { name, exact: true }).first());

  await page.goto('/saksbehandling');
  await follow(main('a[href$="/oppsett/ny"]'));
  await type('tittel', 'Fra tastaturet alene');
  await type('referanse', '26/906');
  await follow(main('form button[type=submit]'));
  await part('Saken og datoene');
  await date('published_on', '02022020');
  const next = new Date().getFullYear() + 1;
  await date('deadline_on', `0505${next}`);
  await follow(main('.actions button'));
  assert.equal(await page.locator('[name=deadline_on]').inputValue(), `${next}-05-05`);
  await part('Tekster');
  await type('ingress.nb', 'Kort om forslaget.');
  await follow(main('.actions button'));
  await part('Fra Word eller Markdown');
  await type('tekst', DRAFT);
  await follow(main('button[value=les]'));
  await type('tittel.0', 'Erstatning');
  await follow(main('button[value=bruk]'));
  await follow(main('button[value="ned:r1"]'));
  assert.match(await setup.text(), /Vilkår[\s\S]*Erstatning/);
  await part('Høringsinstanser');
  await type('liste', 'Statsforvalterne\nSametinget?');
  await follow(main('button[value=les]'));
  await tabTo(page, main('.pasted[data-unsure] input'));
  await keyboard.press('Space');
  await follow(main('button[value=ta-inn]'));
  assert.match(await setup.text(), /11 instanser blir invitert/);
  await part('Prøv selv');
  await tabTo(page, main('textarea'));
  await keyboard.type('Et forsøk.');
  await follow(main('.actions button'));
  assert.match(await setup.text(), /Slik ville kvitteringen sett ut/);
  await page.goto('/saksbehandling/horinger/26-906/oppsett');
  await part('Publiser');
  await follow(main('button[value=publiser]'));
  await follow(page.getByRole('link', { name: 'Se høringssiden' }));
  assert.match(await setup.text(), /Fra tastaturet alene[\s\S]*Vilkår[\s\S]*Erstatning/);
  assert.deepEqual(faults(), []);
});

/** A list with the county authorities on it, ready to be used. */
async function makeList(person) {
  const { page } = person;
  await page.goto('/saksbehandling/lister');
  await page.locator('main input[name=navn]').fill('Fylkene');
  await person.press(page.locator('main form button'));
  const list = new URL(page.url()).pathname;
  await page.goto(`${list}/legg-til?kind=county_authority`);
  await person.press(page.locator('main button[value=alle]'));
  await page.goto(list);
  await person.press(page.locator('main button[value=ready]'));
}

test('a change of what is published is shown before and after, told, and marked where somebody answers', async () => {
  const writing = await visitor(browser, program.base, { width: 1280 });
  const writer = new Respondent(writing.page);
  await writer.begin('body');
  await writer.write(1, 'Kommunen støtter rådet.');
  await writing.page.goto(`${writer.tasks}/lagre`);
  await writing.page.getByRole('textbox').fill('skriver@eksempel.example');
  await writer.press(writer.button(writer.words.sendLink));

  const { page, setup, faults } = await leader();
  const { person } = setup;
  await makeList(person);
  const at = '/saksbehandling/horinger/24-13304/oppsett';
  await page.goto(at);
  await person.press(page.locator('main form button'));
  const save = () => person.press(page.locator('main .actions button').first());
  await page.goto(`${at}/raad/r1`);
  await page.locator('[name="title.nb"]').fill('Rutiner for å minske risikoen for overdoser bør være del av kommunens planer');
  await page.locator('[name="felt.tekst.limit"]').fill('5000');
  await save();
  await page.goto(`${at}/om`);
  await page.locator('[name="change_note.nb"]').fill('Råd 1 er klarere, og feltet er større.');
  await page.locator('[name="change_note.nn"]').fill('Råd 1 er klarare, og feltet er større.');
  await page.locator('[name=professional_change][value=true]').check();
  await save();
  await look(page);
  await page.goto(`${at}/instanser`);
  await page.locator('[name=liste-id]').selectOption({ index: 0 });
  await person.press(page.locator('button[value=ta-inn-liste]'));
  assert.match(await page.locator('main').innerText(), /Fra listen «Fylkene»\./);
  await look(page);
  await page.locator('main .remove summary').last().click();
  await person.press(page.locator('main .remove button').last());

  await page.goto(`${at}/publiser`);
  assert.match(await page.locator('main').innerText(), /Én med utkast og ingen som har sendt inn, får e-post/);
  assert.match(await page.locator('main del').first().innerText(), /^tatt ut:\s+redusere\s+slutt\.$/);
  await look(page);
  await person.press(page.locator('button[value=publiser]'));

  for (const [prefix, language] of [['', 'nb'], ['/nn', 'nn']]) {
    await page.goto(`${prefix}/horinger/24-13304/versjoner/2#endringer`);
    assert.equal(await page.locator('#endringer').count(), 1);
    await look(page, { language });
    for (const below of ['', '/raad/r1', '/se-over']) {
      await writing.page.goto(`${prefix}${writer.tasks}${below}`);
      assert.match(await writing.page.locator('main').innerText(), /Endr(et|a) \d+\. /);
      await look(writing.page, { language });
    }
  }
  const letter = page.locator('main ol.cards li', { hasText: 'Høringsutkastet er endret' }).first();
  do await page.goto('/utvikling/post'); while (!(await letter.count()));
  await letter.locator('a').click();
  await page.waitForURL('**/utvikling/post/*');
  assert.match(await page.locator('main').innerText(), /Endret: Råd 1: Rutiner for å minske/);
  assert.deepEqual([...faults(), ...writing.faults()], []);
});
