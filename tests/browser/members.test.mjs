// An umbrella organisation and two of its members, each in a browser of its own, from the first letter to the text that
// is taken in.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, sidewaysScroll } from './support/checks.mjs';
import { askMembers, beginAsUmbrella, comeAsMember, handOver, linkTo } from './support/members.mjs';
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

async function somebody(script) {
  const { page, faults } = await visitor(browser, program.base, { script, width: 360 });
  const found = [];
  const look = async (where) => {
    found.push(...(await sidewaysScroll(page)).map((fault) => `${where}: ${fault}`));
    if (script) found.push(...(await accessibility(page)).map((fault) => `${where}: ${fault}`));
  };
  return { person: new Respondent(page), page, look, found, faults };
}

const text = (page) => page.locator('main').innerText();

for (const script of [true, false]) {
  test(`members are heard and merged: ${script ? 'with' : 'without'} script`, async () => {
    const at = script ? 'med' : 'uten';
    const members = ['Elveby', 'Fjell'].map((name) => ({
      name: `${name} lag ${at}`, email: `${name.toLowerCase()}-${at}@lag.example`,
    }));
    const umbrella = await somebody(script);
    await beginAsUmbrella(umbrella.person, `Forbundet ${at}`, `forbundet-${at}@eksempel.example`);
    await askMembers(umbrella.person, members);
    await umbrella.look('the round');
    assert.match(await text(umbrella.page), /0 av 2 har levert/);

    const [elveby, fjell] = [await somebody(script), await somebody(script)];
    for (const [n, member] of [elveby, fjell].entries()) {
      await comeAsMember(member.person, members[n].email);
      await member.look('task list of a member');
      const said = await text(member.page);
      assert.match(said, new RegExp(`Innspill til Forbundet ${at}`));
      assert.match(said, /Hilsen styret/);
      assert.doesNotMatch(said, /Se over og send inn|Lagre og fortsett senere/);
      await member.person.open(1);
      await member.person.stance(0);
      await member.person.fill(`${members[n].name} mener dette.`);
      await member.person.saveAndGoOn();
      await member.person.list();
      await member.person.press(member.page.locator('main .actions a[href$="/lever"]'));
      await member.look('looked over');
      await handOver(member.person);
      assert.match(await text(member.page), /Levert til Forbundet/);
    }

    await umbrella.person.list();
    assert.match(await text(umbrella.page), /2 av 2 har levert/);
    await umbrella.person.open(1);
    await umbrella.person.fill('Vi mener dette.');
    await umbrella.person.saveAndGoOn();
    await umbrella.person.open(1);
    await umbrella.person.press(umbrella.page.getByRole('link', { name: 'Innspill fra medlemmer (2)' }));
    await umbrella.look('what members say');
    for (const box of await umbrella.page.locator('main input[name=medlem]').all()) await box.check();
    await umbrella.person.press(umbrella.page.locator('main button[value=valgte]').first());
    await umbrella.look('taken in');
    await umbrella.person.open(1);
    assert.equal(
      await umbrella.person.texts.first().inputValue(),
      `Vi mener dette.\n\n${members[0].name} mener dette.\n\n${members[1].name} mener dette.`,
    );
    assert.match(await text(umbrella.page), new RegExp(`Tatt inn fra ${members[0].name} \\(.*\\), ${members[1].name} \\(`));
    await umbrella.look('the own text with its sources');

    for (const { found, faults } of [umbrella, elveby, fjell]) assert.deepEqual([...found, ...faults()], []);
  });
}

test('the letter of a member opens nothing after it was taken out', async () => {
  const umbrella = await somebody(false);
  const member = { name: 'Dal lag', email: 'dal@lag.example' };
  await beginAsUmbrella(umbrella.person, 'Forbundet', 'forbundet@eksempel.example');
  await askMembers(umbrella.person, [member]);
  const link = await linkTo(umbrella.person, member.email);
  await umbrella.page.goto(`${umbrella.person.tasks}/medlemmer`);
  await umbrella.page.locator('main details.more > summary').click();
  await umbrella.person.press(umbrella.page.locator('main button[name=ut]'));
  assert.match(await text(umbrella.page), /Tatt ut/);
  const other = await somebody(false);
  const answer = await other.page.goto(link);
  assert.equal(answer.status(), 410);
});
