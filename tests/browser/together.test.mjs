// Several people on one answer, each in a browser of their own: they meet in a field and lose nothing, see who is there and
// who wrote what, go back in a field's history, and leave each other notes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, sidewaysScroll } from './support/checks.mjs';
import { askColleague, comeAsColleague } from './support/colleagues.mjs';
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

const UNLOCKED = {
  'presses a button': async ({ page }) => page.getByRole('button', { name: 'Prøv igjen' }).click(),
  'types on': async ({ page, person }) => {
    await person.fill('Skrevet mens teksten var låst. Og etterpå.');
    await page.clock.fastForward(3000);
  },
};
for (const [how, goOn] of Object.entries(UNLOCKED)) {
  test(`what was typed while the text was locked is saved when it is open and the writer ${how}`, async () => {
    const kari = await coordinator({ width: 1360 });
    const ola = await comeAsColleague(browser, program, kari.person.desk, 'Ola Moen', { width: 1360 });
    await ola.page.clock.install();
    await ola.page.goto(kari.person.path);
    await kari.page.goto(`${kari.person.tasks}/godkjenning`);
    await kari.page.getByLabel('Hvor behandles innspillet?').fill('formannskapet');
    await kari.person.press(kari.person.button('Lås teksten'));
    await ola.person.fill('Skrevet mens teksten var låst.');
    await ola.page.keyboard.press('Tab');
    const notice = ola.page.locator('[data-save-notice]');
    await notice.waitFor();
    assert.equal(
      (await notice.innerText()).replace(/\s+/g, ' '),
      'Ikke lagret. Teksten er låst til behandling i formannskapet. Ingenting kan endres nå. ' +
        'Den som samordner innspillet, kan låse opp teksten. Prøv igjen',
    );
    // Whoever would leave it is asked.
    const asked = ola.page.waitForEvent('dialog');
    await ola.page.close({ runBeforeUnload: true });
    await (await asked).dismiss();

    await kari.person.press(kari.person.button('Lås opp teksten'));
    await goOn(ola);
    await ola.page.locator('[data-save-status][data-state=saved]').waitFor();
    assert.ok(await notice.isHidden());
    const typed = await ola.person.texts.first().inputValue();
    await kari.person.open(1);
    assert.equal(await kari.person.texts.first().inputValue(), typed);
    for (const one of [kari, ola]) {
      assert.deepEqual(one.faults(), []);
      await one.context.close();
    }
  });
}

const FIELD = 'r1.tekst';

/** Types a text and leaves the field; what was saved over which version, and which it became where it stands. */
async function typed({ page, person }, text) {
  const answered = saved(page);
  await person.fill(text);
  await page.keyboard.press('Tab');
  const answer = await answered;
  const sent = new URLSearchParams(answer.request().postData());
  assert.equal(sent.get(FIELD), text);
  const said = await answer.json();
  assert.ok([200, 409].includes(answer.status()), `${answer.status()} ${JSON.stringify(said)}`);
  const version = answer.status() === 200 ? Number(said.version[`v.${FIELD}`]) : null;
  return { text, over: Number(sent.get(`v.${FIELD}`)), version };
}

/** Looks at both texts and chooses one, as often as somebody else has saved meanwhile. */
async function chosen({ page, person }, mine) {
  await person.press(page.getByRole('button', { name: 'Vis begge tekstene' }));
  const choice = page.getByRole('radio', { name: mine ? 'Behold teksten min' : /^Behold teksten til / });
  while (await choice.count()) {
    await choice.check();
    await person.press(person.button('Lagre valget'));
  }
}

/** A program that saves over the version that it saw last, and learns from a refusal which one stands. */
function saver(desk, token) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const field = `${program.base}/api/v1/drafts/${desk}/fields/${FIELD}`;
  let seen = 0;
  const put = (text, more) => fetch(field, { method: 'PUT', headers: { ...headers, ...more }, body: JSON.stringify({ text }) });
  return {
    put,
    save: async (text) => {
      const over = seen;
      const answer = await put(text, { 'If-Match': `"${over}"` });
      const said = await answer.json();
      assert.ok([200, 412].includes(answer.status), `${answer.status} ${JSON.stringify(said)}`);
      seen = answer.status === 200 ? said.version : said.current.version;
      return { text, over, version: answer.status === 200 ? said.version : null };
    },
    history: async () => {
      const all = [];
      for (let cursor = ''; cursor !== null; ) {
        const page = await (await fetch(`${field}/versions?limit=100${cursor && `&cursor=${cursor}`}`, { headers })).json();
        all.push(...page.items);
        cursor = page.next_cursor;
      }
      return all;
    },
  };
}

test('of a hundred saves of one field from two browsers and eight programs none stands over a version that was not seen, and none is lost', async () => {
  const second = await launch();
  const kari = await coordinator();
  const desk = kari.person.desk;
  const ola = await comeAsColleague(second, program, desk, 'Ola Moen');
  await ola.page.goto(kari.person.path);
  const programs = Array.from({ length: 8 }, (_, n) => saver(desk, askColleague(program, desk, `Program ${n}`)));
  const all = [];
  for (let round = 0; round < 10; round += 1) {
    const text = (name) => `${name} skriver for ${round}. gang.`;
    // All at once, and nobody waits for anybody else's.
    const [karis, olas, ...others] = await Promise.all([
      typed(kari, text('Kari')),
      typed(ola, text('Ola')),
      ...programs.map((one, n) => one.save(text(`Program ${n}`))),
    ]);
    all.push(karis, olas, ...others);
    const met = [[kari, karis], [ola, olas]].filter(([, done]) => done.version === null);
    await Promise.all(met.map(([who]) => chosen(who, round % 2 === 0)));
  }
  assert.equal(all.length, 100);

  const unseen = await programs[0].put('Uten versjon.', {});
  assert.equal(unseen.status, 428);

  const history = await programs[0].history();
  const texts = new Set(history.map((version) => version.text));
  for (const { text } of all) assert.ok(texts.has(text), `${text} is lost`);
  assert.ok(!texts.has('Uten versjon.'));
  const stood = history.filter((version) => !version.aside).map((version) => version.version).sort((a, b) => a - b);
  const accepted = all.filter((done) => done.version !== null);
  assert.ok(accepted.length > 0);
  for (const { text, over, version } of accepted) {
    const at = stood.indexOf(version);
    assert.ok(at >= 0, `${text} never stood`);
    assert.equal(over, stood[at - 1] ?? 0, `${text} stands over what was not seen`);
  }
  for (const one of [kari, ola]) assert.deepEqual(one.faults(), []);
  await second.close();
  await kari.context.close();
});

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
      await ola.person.press(ola.page.getByRole('button', { name: 'Fullfør' }));
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

for (const script of [true, false]) {
  test(`whoever is taken out while they write is told so and keeps the text, ${script ? 'with' : 'without'} script`, async () => {
    const kari = await coordinator({ script, width: 360 });
    const ola = await colleague(kari, 'Ola Moen', { script, width: 360 });
    await kari.page.goto(`${kari.person.tasks}/medskrivere`);
    await kari.person.press(kari.page.getByRole('link', { name: 'Endre Ola Moen' }));
    await kari.person.press(kari.page.locator('main form[action$="/ut"] button'));
    await ola.person.fill('Olas tekst som ikke kommer frem.');
    if (script) {
      await ola.page.keyboard.press('Tab');
      const notice = ola.page.locator('[data-save-notice]');
      await notice.waitFor();
      assert.match(await notice.innerText(), /Ikke lagret\. .* Lenken er avsluttet eller erstattet av en nyere\./);
      assert.equal(await ola.person.texts.first().inputValue(), 'Olas tekst som ikke kommer frem.');
    }
    await ola.person.saveAndGoOn();
    assert.equal(await ola.page.locator('h1').innerText(), 'Lenken virker ikke lenger');
    const kept = await ola.page.locator('main textarea, main input').evaluateAll((all) => all.map((one) => one.value));
    assert.ok(kept.includes('Olas tekst som ikke kommer frem.'), kept.join());
    if (script) assert.deepEqual(await accessibility(ola.page), []);
    assert.deepEqual(await sidewaysScroll(ola.page), []);
    for (const one of [kari, ola]) await one.context.close();
  });
}
