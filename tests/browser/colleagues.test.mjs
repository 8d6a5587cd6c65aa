// Several people on one answer, each in a browser of their own: the coordinator asks two, who do what they were asked
// about and nothing else; one is taken out. With and without script, on a phone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';
import { askColleague, enterByLetter } from './support/people.mjs';
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

async function aPerson(script) {
  const { page, context, faults } = await visitor(browser, program.base, { script });
  const look = async (name) => {
    const found = [...(await sidewaysScroll(page)), ...(await markup(page, 'nb'))];
    if (script) found.push(...(await accessibility(page)));
    assert.deepEqual(found, [], name);
  };
  return { person: new Respondent(page), page, context, faults, look };
}

for (const script of [true, false]) {
  test(`a coordinator asks two colleagues, one of them about one part: ${script ? 'with' : 'without'} script`, async () => {
    const kari = await aPerson(script);
    await kari.person.begin('body');
    await kari.person.sender({ name: 'Kari Eksempel', email: 'kari@eksempel.example', organisation: 'Fjellvik kommune' });
    await kari.person.write(2, 'Fra Kari.');
    const [ola, eva] = [`ola-${script}@eksempel.example`, `eva-${script}@eksempel.example`];
    await askColleague(kari.person, 'Ola Eksempel', ola, 'write', 1);
    await kari.look('one is asked');
    assert.match(await main(kari.page), /Vi har sendt en e-post med en personlig lenke til Ola Eksempel/);
    await askColleague(kari.person, 'Eva Eksempel', eva, 'send');
    await kari.look('two are asked');

    // Ola is led straight to the part, writes there, and reads the rest.
    const first = await aPerson(script);
    await enterByLetter(first.person, ola);
    await first.look('landing');
    assert.match(await main(first.page), /Innspillet er fra Fjellvik kommune\.\s+Du kan skrive i Råd 1\./);
    await first.person.press(first.page.locator('main form button'));
    assert.match(first.person.path, /\/raad\//);
    first.person.tasks = kari.person.tasks;
    await first.person.fill('Fra Ola.');
    await first.person.saveAndGoOn();
    assert.match(first.person.path, /\/se-over$/);
    await first.look('see over, without a button that sends');
    assert.match(await main(first.page), /Be den som samordner innspillet, eller Eva Eksempel, sende inn/);
    assert.equal(await first.page.locator('form[action$="/send"]').count(), 0);
    await first.person.open(2);
    await first.look('a part that is another\'s');
    assert.equal(await first.page.locator('form[data-autosave]').count(), 0);
    assert.match(await main(first.page), /Fra Kari\./);
    await first.page.goto(first.person.tasks);
    await first.look('task list');
    assert.equal(await first.page.getByText('Din del').count(), 1);

    // Eva sees what both have written, and sends it.
    const second = await aPerson(script);
    await enterByLetter(second.person, eva);
    await second.person.press(second.page.locator('main form button'));
    second.person.tasks = kari.person.tasks;
    await second.person.review();
    await second.look('see over');
    assert.match(await main(second.page), /Fra Ola\.[^]*Fra Kari\./);
    await second.person.send();
    await second.look('sent');

    // Kari takes Ola out: the next page is closed to him, and to nobody else.
    await kari.page.goto(`${kari.person.tasks}/medskrivere`);
    await kari.person.press(kari.page.getByRole('link', { name: 'Endre Ola Eksempel' }));
    await kari.look('one who takes part');
    await kari.person.press(kari.page.locator('form[action$="/ut"] button'));
    await kari.look('one is out');
    assert.match(await main(kari.page), /Ola Eksempel \(.*\) er tatt ut/);
    const refused = await first.page.goto(first.person.tasks);
    assert.ok(refused.status() >= 400 && refused.status() < 500);
    assert.equal((await second.page.goto(second.person.tasks)).status(), 200);
    await enterByLetter(first.person, ola);
    await first.look('a link that was ended');
    assert.match(await main(first.page), /Du er ikke lenger med på dette innspillet/);

    // Undone, he is asked again, and comes in by the new letter.
    await kari.person.press(kari.page.locator('main [role=status] form button'));
    assert.match(await main(kari.page), /Vi har sendt en e-post/);
    await kari.look('asked again');
    const link = async () => {
      await enterByLetter(first.person, ola);
      return first.page.locator('main form button').count();
    };
    while (!(await link()));
    await first.person.press(first.page.locator('main form button'));
    assert.match(first.person.path, /\/raad\//);
    for (const { faults, context } of [kari, first, second]) {
      assert.deepEqual(faults(), []);
      await context.close();
    }
  });
}

test('who has lost the link asks for it, and is told the same whoever it is', async () => {
  const { person, page, context, faults, look } = await aPerson(true);
  await page.goto('/');
  await person.press(page.locator('main a[href*="/horinger/"]').first());
  await person.press(person.link('Jeg har ikke fått lenken'));
  await look('asked who');
  await page.getByRole('textbox').fill('Finnes ikke kommune');
  await person.press(page.locator('main form button'));
  await look('answered');
  assert.match(await main(page), /Har vi en lenke til den som ble skrevet, sender vi den/);
  assert.deepEqual(faults(), []);
  await context.close();
});
