// An organisation that answers together with others, and those others, by what they press.

/** The co-signer's link in the newest letter to this address. */
export async function cosignerLink({ page, prefix }, address) {
  const letter = page.locator('main ol.cards li', { hasText: address }).first();
  do await page.goto(`${prefix}/utvikling/post`); while (!(await letter.count()));
  await letter.locator('a').click();
  await page.waitForURL('**/utvikling/post/*');
  return page.locator('main a[href*="/medunderskrift/"]').first().getAttribute('href');
}

/** Asks one body on the page for it. */
export async function askCosigner(person, { name, email }) {
  const { page, tasks } = person;
  await page.goto(`${tasks}/medunderskrivere`);
  await page.locator('main [name=name]').fill(name);
  await page.locator('main [name=email]').fill(email);
  await person.press(page.locator('button[value=spor]'));
}

/** Comes by the link of the letter that asks. */
export async function comeAsCosigner(person, email) {
  await person.page.goto(await cosignerLink(person, email));
  await person.press(person.page.locator('main form.actions button'));
  person.sign = person.path;
  [, person.desk, person.cosigner] = /\/svar\/([^/]+)\/medunderskrift\/([^/]+)/.exec(person.sign);
}

/** Says who confirms, and confirms what is shown. */
export async function confirmAll(person) {
  await person.page.locator('main [name=name]').fill('Ola Moen');
  await person.page.locator('main [name=role]').fill('Styreleder');
  await person.press(person.page.locator('button[value=bekreft]'));
}

/** Says that the body cannot stand behind it. */
export async function decline(person, message) {
  await person.page.locator('main details.ds-details > summary').click();
  await person.page.locator('main [name=message]').fill(message);
  await person.press(person.page.locator('button[value=avsla]'));
}
