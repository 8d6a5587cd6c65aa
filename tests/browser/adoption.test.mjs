// A municipality whose answer goes the whole way: approved, locked while it is treated, sent with reservation, and then
// adopted with changed words on the same number. With and without script, at 360 px; every page on the way is checked.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

let program, browser;

before(async () => {
  program = await start({ at: '2026-03-02T09:00:00Z' });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

const main = (page) => page.locator('main').innerText();

async function municipality(script) {
  const { page, faults } = await visitor(browser, program.base, { script, width: 360 });
  const look = async (name) => {
    const found = [...(await sidewaysScroll(page)), ...(await markup(page, 'nb'))];
    if (script) found.push(...(await accessibility(page)));
    assert.deepEqual(found, [], name);
  };
  return { person: new Respondent(page, { look }), page, faults };
}

/** Opens a page of the answer and looks at it. */
async function visit({ person, page }, rest, name) {
  await page.goto(`${person.tasks}${rest}`);
  await person.look(name);
}

for (const script of [true, false]) {
  test(`an answer is approved, locked, sent with reservation and adopted otherwise: ${script ? 'with' : 'without'} script`, async () => {
    program.setClock('2026-03-02T09:00:00Z');
    const one = await municipality(script);
    const { person, page, faults } = one;
    const email = `vedtak-${script}@kommune.example`;
    await person.begin('body');
    await person.write(1, 'Kommunen støtter rådet.', 'Vi har en plan fra 2022.');
    await person.sender({ name: 'Kari Eksempel', organisation: 'Fjellvik kommune', email });
    // Whoever has read the letter has confirmed the address: what is sent is numbered at once.
    await page.goto(`${person.tasks}/lagre`);
    await person.press(person.button(person.words.sendLink));
    await person.openNewestLetter();
    await page.goto(await page.locator('main a[href*="/lenke/"]').first().getAttribute('href'));
    await person.press(person.button(person.words.open));

    await visit(one, '/godkjenning', 'approval');
    await person.press(person.button('Si at innspillet er klart til godkjenning'));
    await visit(one, '/se-over', 'see over, ready');
    assert.match(await main(page), /Innspillet er ikke godkjent/);
    await visit(one, '/godkjenning', 'approval, ready');
    await page.getByLabel('Navn på den som godkjenner').fill('Anne Berg');
    await page.getByLabel('Rolle eller stilling').fill('Kommunaldirektør');
    await person.press(person.button('Godkjenn innspillet'));
    assert.match(await main(page), /Godkjent av Anne Berg, Kommunaldirektør/);

    await page.getByLabel('Hvor behandles innspillet?').fill('formannskapet');
    await page.getByLabel('Når er møtet? (valgfritt)').fill('2026-06-12');
    await person.press(person.button('Lås teksten'));
    await person.look('locked');
    await person.open(1);
    await person.look('a part, locked');
    assert.match(await main(page), /låst til behandling i formannskapet 12\. juni 2026/);
    assert.equal(await page.locator('form[data-autosave]').count(), 0);

    await visit(one, '/se-over', 'see over, locked');
    await person.press(person.button(person.words.send));
    await person.look('see over, nothing said of adoption');
    assert.match(await page.locator('.ds-error-summary').innerText(), /Si om innspillet er behandlet hos dere/);
    await page.getByLabel('Nei, vi sender inn nå med forbehold om politisk behandling').check();
    await page.getByLabel('Hvor skal innspillet behandles?').fill('formannskapet');
    await page.getByLabel('Dato for møtet').fill('2026-06-12');
    await person.look('see over, reserved');
    await person.press(person.button(person.words.send));
    await person.look('receipt');
    assert.match(await main(page), /Sendt med forbehold om behandling i formannskapet 12\. juni 2026/);
    const number = await page.locator('.receipt-no').innerText();

    // The meeting has been; the browser's session has ended with the day, and the letter's link opens it anew.
    program.setClock('2026-06-15T09:00:00Z');
    await person.openNewestLetter();
    await page.goto(await page.locator('main a[href*="/lenke/"]').first().getAttribute('href'));
    await person.press(page.locator('main form button').first());
    await visit(one, '/vedtak', 'what the meeting decided');
    await visit(one, '/vedtatt-tekst', 'adopted text, locked');
    assert.match(await main(page), /låst til behandling/);
    await page.goto(`${person.tasks}/godkjenning`);
    await person.press(person.button('Lås opp teksten'));
    await visit(one, '/vedtatt-tekst', 'adopted text');
    await person.texts.first().fill('Kommunen støtter rådet, og ber om tydeligere ansvar.');
    await person.press(person.button('Vis forskjellene'));
    await person.look('adopted text, against what stands');
    assert.match(await page.locator('.changed ins').first().innerText(), /ansvar/);
    await person.press(person.button('Lagre den vedtatte teksten'));
    await visit(one, '/endret', 'changed since it was sent');
    assert.match(await page.locator('.changed ins').first().innerText(), /ansvar/);
    await visit(one, '/se-over', 'see over, adopted');
    await page.getByLabel('Ja, vedtatt politisk').check();
    await page.getByLabel('Vedtatt av').fill('formannskapet');
    await page.getByLabel('Dato for vedtaket').fill('2026-06-12');
    await page.getByLabel('Saksnummer hos dere (valgfritt)').fill('FS 48/26');
    await person.press(person.button(person.words.send));
    await person.look('receipt, second version');
    assert.equal(await page.locator('.receipt-no').innerText(), number);
    assert.match(await main(page), /Vedtatt av formannskapet 12\. juni 2026/);
    assert.match(await main(page), /FS 48\/26/);

    await visit(one, '/trekk', 'withdraw');
    await page.getByLabel('Hvorfor trekkes innspillet?').fill('Kommunestyret gikk imot.');
    await person.press(page.locator('main form button'));
    await person.look('receipt, withdrawn');
    assert.match(await main(page), /Kommunestyret gikk imot\./);
    await visit(one, '', 'task list, withdrawn');
    assert.match(await main(page), /er trukket/);
    assert.deepEqual(faults(), []);
  });
}
