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
async function look(page) {
  const found = [...(await markup(page, 'nb')), ...(await accessibility(page))];
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
