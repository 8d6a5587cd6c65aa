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
    if (script) found.push(...(await accessibility(page)));
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
      page.locator('a[download]').first().click(),
    ]);
    const file = join(mkdtempSync(join(tmpdir(), 'hoering-receipt-')), 'receipt.json');
    await download.saveAs(file);
    assert.match(await program.verify(file), /consistent|stemmer|ok/i);
    assert.deepEqual(faults(), []);
    await context.close();
  });
}
