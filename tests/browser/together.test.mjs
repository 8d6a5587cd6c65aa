// Several people on one answer, each in a browser of their own: they meet in a field and lose nothing, see who is there and
// who wrote what, go back in a field's history, and leave each other notes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, sidewaysScroll } from './support/checks.mjs';
import { comeAsColleague } from './support/colleagues.mjs';
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

/** Somebody who has begun an answer for a municipality, on the page of its first råd. */
async function coordinator(looks = {}) {
  const { page, context, faults } = await visitor(browser, program.base, looks);
  const person = new Respondent(page);
  await person.beginAtOnce();
  await person.open(1);
  return { person, page, context, faults };
}

async function colleague(kari, name, looks) {
  const come = await comeAsColleague(browser, program, kari.person.desk, name, looks);
  await come.page.goto(kari.person.path);
  return come;
}

// What is saved, not who is there.
const isSaved = (answer) => answer.request().method() === 'POST' && !answer.url().endsWith('/til-stede');
const saved = (page) => page.waitForResponse(isSaved);

for (const width of [360, 1360]) {
  for (const script of [true, false]) {
    const how = `${script ? 'with' : 'without'} script, ${width} px`;
    test(`three who write in one field keep every text and see whose each is, ${how}`, async () => {
      const kari = await coordinator({ script, width });
      const ola = await colleague(kari, 'Ola Moen', { script, width });
      const ida = await colleague(kari, 'Ida Lie', { script, width });
      await ola.person.fill('Kommunen bør handle raskt.');
      await ola.person.saveAndGoOn();
      for (const [late, text] of [[kari, 'Kommunen skal handle.'], [ida, 'Kommunen kan handle.']]) {
        await late.person.fill(text);
        if (script) {
          await late.page.keyboard.press('Tab');
          const notice = late.page.locator('[data-save-notice]');
          await notice.waitFor();
          assert.match(await notice.innerText(), /Ola Moen lagret en nyere versjon kl\. \d\d\.\d\d\. Begge tekstene er tatt vare på/);
          // What is typed after that is on the server, too, as soon as the field is left.
          await late.person.fill(`${text} Og mer.`);
          const kept = saved(late.page);
          await late.page.keyboard.press('Tab');
          await kept;
          await late.person.press(late.page.getByRole('button', { name: 'Vis begge tekstene' }));
        } else {
          await late.person.saveAndGoOn();
        }
        const main = await late.page.locator('main').innerText();
        assert.match(main, /Ola Moen lagret en nyere versjon/);
        assert.match(main, /Teksten til Ola Moen/);
        const marked = await late.page.locator('.versions mark').allInnerTexts();
        assert.ok(marked.some((words) => words.includes('bør')), marked.join());
        if (script) assert.deepEqual(await accessibility(late.page), []);
        assert.deepEqual(await sidewaysScroll(late.page), []);
      }
      // Kari merges, and what Ida chooses over Ola's meets that.
      await kari.page.getByRole('textbox', { name: 'Sammenslått tekst' }).fill('Kommunen skal handle raskt.');
      await kari.person.press(kari.person.button('Lagre valget'));
      assert.equal(await kari.person.texts.first().inputValue(), 'Kommunen skal handle raskt.');
      await ida.page.getByRole('radio', { name: 'Behold teksten min' }).check();
      await ida.person.press(ida.person.button('Lagre valget'));
      assert.match(await ida.page.locator('main').innerText(), /Den som samordner innspillet lagret en nyere versjon/);
      await ida.page.getByRole('radio', { name: 'Behold teksten til den som samordner innspillet' }).check();
      await ida.person.press(ida.person.button('Lagre valget'));
      assert.equal(await ida.person.texts.first().inputValue(), 'Kommunen skal handle raskt.');

      // Every text that anybody wrote is in the history.
      await ida.person.press(ida.page.getByRole('link', { name: /^Historikk/ }).first());
      const history = await ida.page.locator('main ol.history').textContent();
      for (const text of ['Kommunen bør handle raskt.', 'Kommunen skal handle.', 'Kommunen kan handle.']) {
        assert.ok(history.includes(text), `${text} in ${history}`);
      }
      if (script) assert.ok(history.includes('Kommunen kan handle. Og mer.'));
      assert.match(history, /av Ola Moen/);
      if (script) assert.deepEqual(await accessibility(ida.page), []);
      assert.deepEqual(await sidewaysScroll(ida.page), []);
      const olas = ida.page.locator('main ol.history > li', { hasText: 'av Ola Moen' });
      await ida.person.press(olas.getByRole('button', { name: /^Gå tilbake til denne/ }));
      assert.equal(await ida.person.texts.first().inputValue(), 'Kommunen bør handle raskt.');
      for (const one of [kari, ola, ida]) {
        assert.deepEqual(one.faults(), []);
        await one.context.close();
      }
    });
  }
}

test('who is writing is seen without reloading, and it keeps nobody from writing', async () => {
  const kari = await coordinator();
  const ola = await colleague(kari, 'Ola Moen');
  const line = kari.page.locator('[data-presence-text]');
  assert.ok(await line.isHidden());
  const told = ola.page.waitForResponse((answer) => answer.url().endsWith('/til-stede') && answer.request().method() === 'POST');
  await ola.person.texts.first().pressSequentially('Fra Ola.');
  assert.equal((await told).status(), 204);
  await line.waitFor();
  assert.match(await line.innerText(), /Ola Moen skriver i dette rådet nå/);
  assert.match(await kari.page.locator('#live').innerText(), /Ola Moen skriver/);
  assert.deepEqual(await accessibility(kari.page), []);
  // What he saves is told, too, where the page shows what stood before.
  await ola.page.keyboard.press('Tab');
  const field = kari.page.locator('[data-saved]', { hasText: 'Ola Moen lagret en nyere versjon' });
  await field.first().waitFor();
  await kari.person.texts.nth(1).fill('Fra Kari.');
  const stored = saved(kari.page);
  await kari.page.keyboard.press('Tab');
  assert.equal((await stored).status(), 200);
  for (const one of [kari, ola]) {
    assert.deepEqual(one.faults(), []);
    await one.context.close();
  }
});

for (const script of [true, false]) {
  test(`a note beside a text saves the text on its way, ${script ? 'with' : 'without'} script`, async () => {
    const kari = await coordinator({ script });
    const ola = await colleague(kari, 'Ola Moen', { script });
    await ola.person.texts.first().fill('Skrevet samtidig.');
    await ola.page.getByRole('textbox', { name: 'Nytt notat' }).fill('Legevakta ønsker dette.');
    await ola.person.press(ola.person.button('Legg til notat'));
    assert.equal(await ola.person.texts.first().inputValue(), 'Skrevet samtidig.');
    assert.equal(await ola.page.getByRole('textbox', { name: 'Nytt notat' }).inputValue(), '');
    await kari.page.reload();
    assert.match(await kari.page.locator('.notes').innerText(), /Ola Moen.*Legevakta ønsker dette\./s);
    assert.equal(await kari.page.getByRole('button', { name: /Ta bort/ }).count(), 0);
    await ola.person.press(ola.page.getByRole('button', { name: /^Ta bort notatet/ }));
    assert.doesNotMatch(await ola.page.locator('.notes').innerText(), /Legevakta/);
    for (const one of [kari, ola]) {
      assert.deepEqual(one.faults(), []);
      await one.context.close();
    }
  });
}

test('whoever holds a part has it first in the list', async () => {
  const kari = await coordinator({ width: 1360 });
  const ola = await colleague(kari, 'Ola Moen', { width: 1360 });
  await kari.page.reload();
  const who = kari.page.locator('details:has(input[name=skrives_av])');
  await who.locator('summary').click();
  await kari.page.getByRole('radio', { name: 'Ola Moen' }).check();
  await kari.person.press(kari.person.button('Lagre hvem som skriver'));
  await ola.person.list();
  assert.match(await ola.page.locator('main').innerText(), /Det du skriver[\s\S]*Skrives av deg[\s\S]*De andre delene/);
  assert.deepEqual(await accessibility(ola.page), []);
  for (const one of [kari, ola]) {
    assert.deepEqual(one.faults(), []);
    await one.context.close();
  }
});

for (const script of [true, false]) {
  test(`a session that ends while somebody writes loses nothing, ${script ? 'with' : 'without'} script`, async () => {
    const kari = await coordinator({ script });
    const ola = await colleague(kari, 'Ola Moen', { script });
    await ola.person.texts.first().fill('Før pausen.');
    const [cookies, link] = [await ola.context.cookies(), ola.link];
    await ola.context.clearCookies();
    await ola.person.texts.first().fill('Skrevet etter pausen.');
    if (script) {
      await ola.page.keyboard.press('Tab');
      const notice = ola.page.locator('[data-save-notice]', { hasText: 'Åpne den personlige lenken' });
      await notice.waitFor();
    } else {
      await ola.person.saveAndGoOn();
      assert.match(await ola.page.locator('main').innerText(), /Åpne innspillet med lenken din/);
      assert.match(await ola.page.locator('textarea, input[id^=beholdt]').first().inputValue(), /Skrevet etter pausen/);
    }
    assert.equal(cookies.length, 1);
    // The link is opened in another tab of the same browser.
    const beside = await ola.context.newPage();
    await beside.goto(link);
    const arrived = beside.waitForEvent('domcontentloaded');
    await beside.locator('main form button').first().click();
    await arrived;
    if (script) {
      const stored = ola.page.waitForResponse((answer) => isSaved(answer) && answer.ok());
      await ola.page.getByRole('button', { name: 'Prøv igjen' }).click();
      await stored;
      await ola.page.locator('[data-save-status][data-state=saved]').waitFor();
    } else {
      // The page is from before this session, which is asked about once.
      await ola.person.press(ola.page.getByRole('button', { name: 'Prøv igjen' }));
      await ola.person.press(ola.page.getByRole('button', { name: 'Prøv igjen' }));
    }
    await kari.page.reload();
    assert.equal(await kari.person.texts.first().inputValue(), 'Skrevet etter pausen.');
    for (const one of [kari, ola]) await one.context.close();
  });
}

test('a note that is half written is there again when the page is', async () => {
  const kari = await coordinator();
  const ola = await colleague(kari, 'Ola Moen');
  await ola.page.getByRole('textbox', { name: 'Nytt notat' }).fill('Ikke ferdig');
  await ola.person.texts.first().fill('Tekst.');
  const stored = saved(ola.page);
  await ola.page.keyboard.press('Tab');
  await stored;
  await ola.page.locator('[data-save-status][data-state=saved]').waitFor();
  await ola.page.reload();
  assert.equal(await ola.page.getByRole('textbox', { name: 'Nytt notat' }).inputValue(), 'Ikke ferdig');
  for (const one of [kari, ola]) await one.context.close();
});
