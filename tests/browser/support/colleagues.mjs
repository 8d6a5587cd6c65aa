// Somebody who was asked to take part in an answer, with a link of their own: made behind the program's back, as their
// letter would have made them.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { visitor } from './browser.mjs';
import { Respondent } from './respondent.mjs';

/** Asks them; the token of their link. */
export function askColleague(program, desk, name, { may = 'write', parts = [] } = {}) {
  const token = randomBytes(32).toString('base64url');
  const [contributor, link] = [randomUUID(), randomUUID()];
  const { id, bytes, now } = program.literals;
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@kommune.example`;
  const hash = createHash('sha256').update(token).digest('hex');
  program.execute(`
    INSERT INTO contributor (id, desk_id, name, email, may, parts, language, added_at)
      VALUES (${id(contributor)}, ${id(desk)}, '${name}', '${email}', '${may}', '${JSON.stringify(parts)}', 'nb', ${now});
    INSERT INTO link (id, kind, desk_id, generation, key_version, token_sha256, created_at, contributor_id)
      VALUES (${id(link)}, 'contributor', ${id(desk)}, 1, 1, ${bytes(hash)}, ${now}, ${id(contributor)});`);
  return token;
}

/** Their browser, in the answer. */
export async function comeAsColleague(browser, program, desk, name, { may, parts, ...looks } = {}) {
  const token = askColleague(program, desk, name, { may, parts });
  const { page, context, faults } = await visitor(browser, program.base, looks);
  const person = new Respondent(page);
  await page.goto(`/lenke/${token}`);
  await person.press(page.locator('main form button').first());
  person.tasks = `/svar/${desk}`;
  person.desk = desk;
  return { person, page, context, faults, link: `/lenke/${token}` };
}
