// A whole answer, from the front page to a receipt that can be checked, in a real browser: with and
// without script, in both languages. Every page on the way is held to the same checks.

import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

let program, browser;

before(async () => {
  program = await start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

const main = (page) => page.locator('main').innerText();

async function aPerson({ language = 'nb', script = true, checked = true } = {}) {
  const { page, context, faults } = await visitor(browser, program.base, { script });
  const look = async (name) => {
    const found = [...(await sidewaysScroll(page)), ...(await markup(page, language))];
    if (script && language === 'nb') found.push(...(await accessibility(page)));
    assert.deepEqual(found, [], name);
  };
  const person = new Respondent(page, { language, look: checked ? look : undefined });
  return { person, page, context, faults };
}

for (const [language, script] of [['nb', true], ['nb', false], ['nn', true], ['nn', false]]) {
  test(`an answer is written, sent and confirmed: ${language}, ${script ? 'with' : 'without'} script`, async () => {
    const { person, page, context, faults } = await aPerson({ language, script });
    await person.begin();

    await person.open(1);
    await person.stance(0);
    await person.fill('Vi støtter rådet.\n\nMen det bør nevne 😀 og æøå.');
    await person.saveAndGoOn();
    assert.match(person.path, /\/raad\//);
    await person.look('write page, empty');

    // One text is 127 over its limit: it is kept, the surplus is shown, and sending is blocked.
    const long = `${'Små kommuner mangler ofte et eget miljø. '.repeat(100).slice(0, 3990).trimEnd()} `;
    await person.write(2, 'Kort.', long.padEnd(4127, 'ø'));
    await person.open(2);
    await person.look('write page, over the limit');
    assert.match(await main(page), /127 (tegn for mye|teikn for mykje) \(4.127 av 4.000\)/);
    assert.match(await page.locator('.over:visible mark').innerText(), /^ø{127}$/);
    await person.review();
    assert.match(await main(page), /127 (tegn for mye|teikn for mykje) i «/);
    await person.look('see over, with faults');
    await person.send();
    assert.ok(page.url().includes('/send') || page.url().includes('/se-over'), page.url());
    const summary = page.locator('.ds-error-summary');
    assert.ok(await summary.isVisible());
    assert.match(await page.title(), /^Feil: /);
    await person.press(summary.getByRole('link').first());
    assert.equal(person.key, person.path.split('/').at(-1));
    await person.write(2, 'Kort.', long.padEnd(4000, 'ø'));

    await person.noCommentToTheRest();
    assert.equal(await page.locator('main li').getByText('Ingen merknad', { exact: true }).count(), 9);
    await person.undo();
    assert.equal(await page.locator('main li').getByText('Ingen merknad', { exact: true }).count(), 0);
    await person.noCommentToTheRest();

    await person.sender({ name: 'Kari Eksempel', email: `${language}-${script}@eksempel.example` });
    await person.look('see over, clean');
    await person.send();
    assert.match(await main(page), /ikke bekreftet|ikkje stadfesta/);

    await person.confirm();
    const receipt = await main(page);
    assert.match(receipt, /24\/13304-H\d+/);
    assert.ok(receipt.includes('Men det bør nevne 😀 og æøå.'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[download][href*="kvittering.json"]').click(),
    ]);
    const file = join(mkdtempSync(join(tmpdir(), 'hoering-receipt-')), 'receipt.json');
    await download.saveAs(file);
    assert.match(await program.verify(file), /consistent|stemmer|ok/i);
    assert.deepEqual(faults(), []);
    await context.close();
  });
}

const KARI = { name: 'Kari Eksempel', email: 'kari@eksempel.example' };

test('an answer is taken up on another machine by its link', async () => {
  const first = await aPerson({ checked: false });
  await first.person.beginAtOnce();
  await first.person.write(4, 'Skrevet på jobb.');
  await first.page.goto(`${first.person.tasks}/lagre`);
  await first.page.getByRole('textbox').fill('hjemme@eksempel.example');
  await first.person.press(first.person.button(first.person.words.sendLink));
  assert.match(await main(first.page), /hjemme@eksempel\.example/);

  const second = await aPerson({ checked: false, script: false });
  await second.person.followLetter();
  assert.equal((await second.context.cookies()).length, 0, 'no cookie before the button is pressed');
  await second.person.press(second.person.button(second.person.words.open));
  second.person.tasks = first.person.tasks;
  await second.person.open(4);
  assert.equal(await second.person.texts.first().inputValue(), 'Skrevet på jobb.');
  assert.deepEqual([...first.faults(), ...second.faults()], []);
  await first.context.close();
  await second.context.close();
});

test('an answer is replaced before the deadline, and both versions are kept', async () => {
  const { person, page, context, faults } = await aPerson({ checked: false });
  await person.beginAtOnce();
  await person.write(1, 'Det vi mente først.');
  await person.sender(KARI);
  await person.send();
  await person.confirm();
  const [number] = (await main(page)).match(/24\/13304-H\d+/);

  await person.press(person.link(person.words.change));
  await person.write(1, 'Det vi mener nå.');
  assert.match(await page.locator('.svarhode').innerText(), /Endret etter innsending/);
  await person.review();
  await person.send();
  const receipt = await main(page);
  assert.ok(receipt.includes(number) && receipt.includes('Det vi mener nå.'), receipt);
  await person.press(page.getByRole('link', { name: /^Versjon 1/ }));
  const earlier = await main(page);
  assert.ok(earlier.includes('Det vi mente først.') && earlier.includes(number), earlier);
  assert.match(earlier, /En annen versjon gjelder/);
  assert.deepEqual(faults(), []);
  await context.close();
});

test('an answer after the deadline is told that it is late, taken in and stamped', async (t) => {
  const late = await start({ at: '2026-11-19T13:00:00Z' });
  t.after(() => late.stop());
  const { page, context, faults } = await visitor(browser, late.base, {});
  const person = new Respondent(page);
  await page.goto('/horinger/24-13304');
  assert.match(await main(page), /18\.\s+januar\s+2027\s+kl\.\s+23\.59/, 'the deadline that the clock goes past below');
  late.setClock('2027-01-18T23:00:01Z');
  await page.goto('/horinger/24-13304/svar');
  assert.match(await main(page), /Fristen har gått ut/);
  await person.beginAtOnce();
  await person.write(1, 'For sent, men sagt.');
  await person.sender(KARI);
  assert.match(await main(page), /for sent|fristen/i);
  await person.send();
  await person.confirm();
  assert.match(await main(page), /merket som for sent innkommet/);
  assert.deepEqual(faults(), []);
  await context.close();
});

// J3: nobody has invited them, and they have no account. The two browsers are a phone and the machine where mail is read.
for (const script of [true, false]) {
  test(`a private person says something of one råd without being named: ${script ? 'with' : 'without'} script`, async () => {
    const phone = await aPerson({ script });
    const { person, page } = phone;
    await person.begin('person');
    await person.open(3);
    // A number as the tax agency makes them for tests: warned of, and it stops nobody.
    await person.fill('Nummeret mitt er 01819010001.');
    await person.saveAndGoOn();
    assert.match(person.path, /\/raad\//);
    await person.look('write page, with a warning');
    assert.match(await main(page), /Det ser ut som det står et fødselsnummer eller D-nummer her/);
    await person.fill('Broren min hadde trengt dette rådet.');
    await person.saveAndGoOn();
    await person.sender({ name: 'Kari Eksempel', email: `privat-${script}@eksempel.example` });
    await page.goto(`${person.tasks}/avsender?fra=se-over`);
    await page.locator('input[name=name_shown][value=private]').check();
    await person.press(person.button(person.words.save));
    await person.look('see over, private');
    assert.match(await main(page), /Det blir publisert uten navnet ditt/);
    await person.send();

    const desktop = await aPerson({ script });
    desktop.person.email = `privat-${script}@eksempel.example`;
    await desktop.person.confirm();
    const receipt = await main(desktop.page);
    assert.match(receipt, /24\/13304-H\d+/);
    assert.ok(receipt.includes('Broren min hadde trengt dette rådet.') && !receipt.includes('01819010001'), receipt);
    assert.deepEqual([...phone.faults(), ...desktop.faults()], []);
    await phone.context.close();
    await desktop.context.close();
  });
}
