// A consultation from nothing to published, by pages alone, in a real browser (J4).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';
import { signIn } from './support/people.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

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

/** Every page on the way is looked at: nothing for axe to say, no sideways scroll on a phone. */
async function look(page, language = 'nb') {
  const found = [...(await markup(page, language)), ...(await accessibility(page))];
  await page.setViewportSize({ width: 360, height: 900 });
  found.push(...(await sidewaysScroll(page)));
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(found, [], page.url());
}

for (const [n, script] of [[1, true], [2, false]]) {
  test(`a consultation is set up and published: ${script ? 'with' : 'without'} script`, async () => {
    const { page, faults } = await visitor(browser, program.base, { script, width: 1280 });
    const person = new Respondent(page);
    await signIn(person, LEADER);
    await page.goto('/saksbehandling/oppsett/ny');
    await page.locator('[name=tittel]').fill('Endringer i forskrift om førtidsslakting');
    await page.locator('[name=referanse]').fill(`22/4732${n}`);
    await person.press(page.locator('main form button[type=submit]'));
    const at = new URL(page.url()).pathname;
    assert.equal(at, `/saksbehandling/horinger/22-4732${n}/oppsett`);
    if (script) await look(page);

    const open = (part) => page.goto(`${at}/${part}`);
    const save = () => person.press(page.locator('main .actions button').first());
    await open('om');
    await page.locator('[name=published_on]').fill('2020-01-06');
    await page.locator('[name=deadline_on]').fill('2035-05-09');
    await save();
    if (script) await look(page);
    await open('tekster');
    await page.locator('[name="ingress.nb"]').fill('Innspill merkes med referansen.');
    await save();
    if (script) await look(page);

    await open('utkast');
    await page.locator('[name=tekst]').fill(DRAFT);
    await person.press(page.locator('button[value=les]'));
    assert.equal(await page.locator('h1').innerText(), 'Vi fant 2 råd. Stemmer det?');
    if (script) await look(page);
    await person.press(page.locator('button[value=bruk]'));
    await person.press(page.locator('button[value="opp:r2"]'));
    if (script) await look(page);

    await open('instanser');
    await page.locator('[name=liste]').fill('Alle landets kommuner\nEksempellaget');
    await person.press(page.locator('button[value=les]'));
    if (script) await look(page);
    await person.press(page.locator('button[value=ta-inn]'));
    assert.match(await page.locator('main').innerText(), /358 instanser blir invitert/);

    await open('visning');
    assert.match(await page.locator('body').innerText(), /Forhåndsvisning\. Slik blir siden/);
    if (script) await look(page);
    await open('visning/svar/r1');
    await page.locator('textarea').first().fill('Et forsøk.');
    await person.press(page.locator('main .actions button'));
    assert.match(await page.locator('main').innerText(), /Slik ville kvitteringen sett ut/);
    if (script) await look(page);

    await open('publiser');
    if (script) await look(page);
    await person.press(page.locator('button[value=publiser]'));
    await page.goto(`/horinger/22-4732${n}`);
    assert.match(await page.locator('main').innerText(), /Vilkår[\s\S]*Kompensasjon/);
    assert.deepEqual(faults(), []);
  });
}

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

  const { page, faults } = await visitor(browser, program.base, { width: 1280 });
  const person = new Respondent(page);
  await signIn(person, LEADER);
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
    await look(page, language);
    for (const below of ['', '/raad/r1', '/se-over']) {
      await writing.page.goto(`${prefix}${writer.tasks}${below}`);
      assert.match(await writing.page.locator('main').innerText(), /Endr(et|a) \d+\. /);
      await look(writing.page, language);
    }
  }
  const letter = page.locator('main ol.cards li', { hasText: 'Høringsutkastet er endret' }).first();
  do await page.goto('/utvikling/post'); while (!(await letter.count()));
  await letter.locator('a').click();
  await page.waitForURL('**/utvikling/post/*');
  assert.match(await page.locator('main').innerText(), /Endret: Råd 1: Rutiner for å minske/);
  assert.deepEqual([...faults(), ...writing.faults()], []);
});
