// Sharing an answer and supporting one, by what is pressed.

/** Lets others support what was sent; the last part of its number. */
export async function share(person) {
  const { page, tasks } = person;
  await page.goto(`${tasks}/deling`);
  await person.press(page.locator('main button[value=del]'));
  const number = await page.locator('main p.num').first().innerText();
  return number.split('-H').at(-1);
}

/** Opens the answer of this body among those that can be supported. */
export async function openShared(person, name) {
  const { page, tasks } = person;
  await page.goto(`${tasks}/stotte`);
  await person.press(page.locator('main').getByRole('link', { name, exact: true }));
}

/** Supports the first råd that can be. */
export async function supportOne(person) {
  const { page } = person;
  await page.locator('main input[name=raad]').first().check();
  await person.press(page.locator('main .actions button[value=raad]'));
}
