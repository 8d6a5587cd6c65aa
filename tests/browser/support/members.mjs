// An umbrella organisation that hears its members, and the members, by what they press.

/** The day this many days from now, as a date field takes it. */
export function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Begins an answer as an organisation whose address is confirmed. */
export async function beginAsUmbrella(person, name, email) {
  await person.begin('organisation');
  await person.sender({ name: 'Kari Eksempel', organisation: name, email });
  await person.page.goto(`${person.tasks}/lagre`);
  await person.page.getByRole('textbox').fill(email);
  await person.press(person.button(person.words.sendLink));
  await person.page.goto(await linkTo(person, email));
  await person.press(person.page.locator('main form button').first());
}

/** The personal link in the newest letter to this address. */
export async function linkTo({ page, prefix }, address) {
  const letter = page.locator('main ol.cards li', { hasText: address }).first();
  do await page.goto(`${prefix}/utvikling/post`); while (!(await letter.count()));
  await letter.locator('a').click();
  await page.waitForURL('**/utvikling/post/*');
  return page.locator('main a[href*="/lenke/"]').first().getAttribute('href');
}

/** Begins the round and asks these, by a pasted list. */
export async function askMembers(person, members) {
  const { page, tasks } = person;
  await page.goto(`${tasks}/medlemmer`);
  await page.locator('main [name=due_on]').fill(inDays(7));
  await page.locator('main [name=message]').fill('Svar gjerne på råd 1.\n\nHilsen styret');
  await person.press(page.locator('button[value=begynn]'));
  await askList(person, members);
}

/** Pastes a list on the page of the round, and presses. */
export async function askList(person, members) {
  const { page, tasks } = person;
  await page.goto(`${tasks}/medlemmer`);
  await page.locator('main details.ds-details > summary').click();
  await page.locator('main [name=list]').fill(members.map(({ name, email }) => `${name}; ${email}`).join('\n'));
  await person.press(page.locator('button[value=liste]'));
}

/** Comes by the link of the letter that asks. */
export async function comeAsMember(person, email) {
  await person.page.goto(await linkTo(person, email));
  await person.press(person.page.locator('main form button').first());
  person.tasks = person.path;
  person.desk = person.tasks.split('/').at(-1);
}

/** Looks over and hands over. */
export async function handOver(person) {
  await person.page.goto(`${person.tasks}/lever`);
  await person.press(person.page.locator('main form.actions button'));
}
