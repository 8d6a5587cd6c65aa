// The whole way of a municipality (J1): invited by letter, six contributors beside the coordinator, each in a browser of
// their own; approved, locked, sent two minutes before the deadline with reservation for a meeting after it, and confirmed
// when that has been. With and without script, at 360 px. Nobody phones, copies by hand or loses a sentence.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';
import { askColleague, enterByLetter, signIn } from './support/people.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

const BEGINNING = '2026-03-02T09:00:00Z';
const OFFICER = 'officer@staff.example';

let program, browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

// Time goes forward only: each has a program of their own.
beforeEach(async () => {
  program = await start({ at: BEGINNING });
  await program.hoering('staff', 'add', OFFICER, '--name', 'Lise Eksempel', '--role', 'officer');
});

afterEach(async () => {
  await program?.stop();
});

const main = (page) => page.locator('main').innerText();

async function somebody(script, width = 360) {
  const { page, context, faults } = await visitor(browser, program.base, { script, width });
  const look = async (name) => {
    const found = [...(await sidewaysScroll(page)), ...(await markup(page, 'nb'))];
    if (script) found.push(...(await accessibility(page)));
    assert.deepEqual(found, [], name);
  };
  return { person: new Respondent(page, { look }), page, context, faults, look };
}

/** Has the nth municipality of Akershus invited; opens its letter's link and begins. */
async function begin(kari, n) {
  const office = await somebody(false, 1280);
  await signIn(office.person, OFFICER);
  await office.page.goto('/saksbehandling/horinger/24-13304/invitasjoner?type=municipality&fylke=32');
  const row = office.page.locator('main tbody tr').nth(n);
  const [name, address] = [await row.locator('th a').innerText(), await row.locator('td.address').innerText()];
  await row.locator('input[name=id]').check();
  await office.person.press(office.page.locator('button[value=valgte]'));
  kari.person.email = address;
  await kari.person.openNewestLetter();
  const link = await kari.page.locator('main a[href*="/invitasjon/"]').first().getAttribute('href');
  await kari.page.goto(link);
  await kari.look('the invitation');
  await kari.person.press(kari.page.locator('main form.actions button'));
  kari.person.tasks = kari.person.path;
  return { office, name, link };
}

for (const [n, script] of [[0, true], [1, false]]) {
  test(`a municipality with six contributors and a meeting after the deadline: ${script ? 'with' : 'without'} script`, async () => {
    const kari = await somebody(script);
    const { office, name, link } = await begin(kari, n);
    const { tasks } = kari.person;
    await kari.person.sender({ name: 'Kari Eksempel', email: `kari${n}@kommune.example` });

    // Six are asked: three write in a part each, two of them in the same; one anywhere, one reads, one may send.
    const asked = [
      ['Ola', 'write', 1], ['Ida', 'write', 1], ['Per', 'write', 2], ['Eli', 'write'], ['Jon', 'read'], ['Eva', 'send'],
    ];
    const email = (who) => `${who.toLowerCase()}${n}@kommune.example`;
    for (const [who, may, part] of asked) await askColleague(kari.person, `${who} Eksempel`, email(who), may, part);
    await kari.look('six are asked');
    const come = async (who) => {
      const one = await somebody(script);
      await enterByLetter(one.person, email(who));
      await one.person.press(one.page.locator('main form button'));
      one.person.tasks = tasks;
      return one;
    };
    const people = {};
    for (const [who] of asked) people[who] = await come(who);
    const { Ola, Ida, Per, Eli, Jon, Eva } = people;

    // Ola and Ida have the same field open, and both save.
    await Ida.person.open(1);
    await Ola.person.open(1);
    await Ola.person.fill('Ola: rådet er godt.');
    await Ola.person.saveAndGoOn();
    await Ida.person.fill('Ida: hva koster det?');
    if (script) {
      await Ida.page.keyboard.press('Tab');
      await Ida.page.locator('[data-save-notice]').waitFor();
      await Ida.person.press(Ida.page.getByRole('button', { name: 'Vis begge tekstene' }));
    } else {
      await Ida.person.saveAndGoOn();
    }
    await Ida.look('two texts');
    await Ida.page.getByRole('radio', { name: /^Flett/ }).check();
    await Ida.page.getByRole('textbox', { name: 'Sammenslått tekst' }).fill('Ola: rådet er godt. Ida: hva koster det?');
    await Ida.person.press(Ida.person.button('Lagre valget'));

    // Per may write in his part and nowhere else; Eli writes in general; Jon reads and leaves a note for the others.
    await Per.person.open(2);
    await Per.person.fill('Per: vi mangler folk.');
    await Per.person.saveAndGoOn();
    await Per.person.open(3);
    assert.equal(await Per.page.locator('form[data-autosave]').count(), 0);
    await Eli.person.open(12);
    await Eli.person.fill('Eli: takk for et godt utkast.');
    await Eli.person.saveAndGoOn();
    await Jon.person.open(2);
    await Jon.look('a part for whoever reads');
    await Jon.page.getByRole('textbox', { name: 'Nytt notat' }).fill('Jon: nevn helsesykepleierne.');
    await Jon.person.press(Jon.person.button('Legg til notat'));
    await Per.person.open(2);
    assert.match(await main(Per.page), /Jon: nevn helsesykepleierne\./);
    await Per.person.fill('Per: vi mangler folk, også helsesykepleiere.');
    await Per.person.saveAndGoOn();

    // Kari approves and locks; what Eli typed meanwhile is refused, and stands in front of her.
    await kari.person.noCommentToTheRest();
    await kari.page.goto(`${tasks}/godkjenning`);
    await kari.person.press(kari.person.button('Si at innspillet er klart til godkjenning'));
    await kari.page.getByLabel('Navn på den som godkjenner').fill('Anne Eksempel');
    await kari.page.getByLabel('Rolle eller stilling').fill('Kommunaldirektør');
    await kari.person.press(kari.person.button('Godkjenn innspillet'));
    await Eli.person.open(12);
    await kari.page.getByLabel('Hvor behandles innspillet?').fill('kommunestyret');
    await kari.page.getByLabel('Når er møtet? (valgfritt)').fill('2026-06-12');
    await kari.person.press(kari.person.button('Lås teksten'));
    await Eli.person.fill('Eli: enda en setning.');
    if (script) {
      await Eli.page.keyboard.press('Tab');
      await Eli.page.locator('[data-save-notice]').waitFor();
    } else {
      await Eli.person.saveAndGoOn();
    }
    assert.match(await Eli.page.locator('body').innerText(), /låst/);
    const kept = await Eli.page.locator('textarea').evaluateAll((all) => all.map((area) => area.value));
    assert.ok(kept.some((text) => text.includes('Eli: enda en setning.')), kept.join());

    // Two minutes before the deadline Eva sends, by the link of her letter: her session has ended long ago.
    const deadline = await kari.page.goto('/api/v1/consultations/24-13304').then((answer) => answer.json());
    program.setClock(`${deadline.deadline_on}T21:58:00Z`);
    await enterByLetter(Eva.person, email('Eva'));
    await Eva.person.press(Eva.page.locator('main form button'));
    await Eva.person.sender({ name: 'Eva Eksempel', email: email('Eva') });
    await Eva.person.review();
    await Eva.look('see over');
    await Eva.page.getByLabel('Nei, vi sender inn nå med forbehold om politisk behandling').check();
    await Eva.page.getByLabel('Hvor skal innspillet behandles?').fill('kommunestyret');
    await Eva.page.getByLabel('Dato for møtet').fill('2026-06-12');
    await Eva.person.press(Eva.person.button(Eva.person.words.send));
    await Eva.look('receipt');
    const receipt = await main(Eva.page);
    for (const text of [
      'Ola: rådet er godt. Ida: hva koster det?', 'Per: vi mangler folk, også helsesykepleiere.', 'Eli: takk for et godt utkast.',
      'Sendt med forbehold om behandling i kommunestyret 12. juni 2026', name,
    ]) assert.ok(receipt.includes(text), `${text}\nis not in\n${receipt}`);
    assert.ok(!receipt.includes('helsesykepleierne') && !receipt.includes('for sent'), receipt);
    const number = await Eva.page.locator('.receipt-no').innerText();

    // By the link of her letter Eva does what she may, and says nobody in or out.
    await enterByLetter(Eva.person, email('Eva'));
    const letterLink = Eva.page.url();
    await Eva.person.press(Eva.page.locator('main form button'));
    await Eva.page.goto(`${tasks}/medskrivere`);
    assert.equal(await Eva.page.locator('main form').count(), 0);

    // She goes on to another post, and Kari takes her out: neither of her letters opens the answer any more.
    program.setClock('2026-06-15T09:00:00Z');
    await kari.page.goto(link);
    await kari.person.press(kari.page.locator('main form button').first());
    await kari.page.goto(`${tasks}/medskrivere`);
    await kari.look('who takes part, and the links in letters');
    await kari.person.press(kari.page.getByRole('link', { name: 'Endre Eva Eksempel' }));
    await kari.person.press(kari.page.locator('main form[action$="/ut"] button'));
    assert.ok(!(await kari.page.locator('#h-lenker').count()), 'no link of hers is left');
    await Eva.page.goto(letterLink);
    assert.match(await main(Eva.page), /Du er ikke lenger med på dette innspillet/);

    // The council has met and changed nothing: Kari says so, by the invitation's link, on the same number.
    await kari.page.goto(`${tasks}/vedtak`);
    await kari.look('what became of it');
    await kari.page.getByLabel('Saksnummer hos dere (valgfritt)').fill('KS 31/26');
    await kari.person.press(kari.person.button('Bekreft vedtaket'));
    await kari.page.goto(`${tasks}/kvittering`);
    await kari.look('receipt, confirmed');
    assert.equal(await kari.page.locator('.receipt-no').innerText(), number);
    assert.match(await main(kari.page), /KS 31\/26/);

    // And staff see one answer, in time, with what the council decided.
    await signIn(office.person, OFFICER);
    await office.page.goto(`/saksbehandling/horinger/24-13304/innspill/${number.split('-H').at(-1)}`);
    const seen = await main(office.page);
    for (const text of [name, 'Ida: hva koster det?', 'KS 31/26']) assert.ok(seen.includes(text), `${text}\nis not in\n${seen}`);
    assert.ok(!seen.includes('helsesykepleierne'), 'notes stay between those who write');

    for (const { faults, context } of [kari, office, ...Object.values(people)]) {
      assert.deepEqual(faults(), []);
      await context.close();
    }
  });
}
