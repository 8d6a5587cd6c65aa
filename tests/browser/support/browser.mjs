// A real browser and its visitors. A visitor keeps an account of everything that a page of ours must
// not cause: requests to others, messages on the console, broken policies.

import { chromium } from 'playwright-core';

/** Chromium as Debian ships it for programs, without the windows of a person's, which take twice the time; kept from talking to
 * anyone by itself. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

// Said of every answer from 400 on: of a page that is meant, of anything else it is counted by itself.
const OF_STATUS = /^Failed to load resource: the server responded with/;
// Said when this very suite looks into the frame that shows a letter, where nothing may run.
const OF_SANDBOX = /^Blocked script execution in .*because the document's frame is sandboxed/;

/**
 * One person with a browser of their own.
 * `faults()` lists what went wrong so far, in words, and forgets it; a test ends by asserting that it is empty.
 */
export async function visitor(browser, base, { width = 360, dark = false, script = true, state } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    reducedMotion: 'reduce',
    storageState: state,
  });
  const found = new Set();
  const own = new URL(base).origin;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== own) {
      found.add(`request to another host: ${url}`);
    }
  });
  context.on('response', (response) => {
    // A page may be a refusal, and so may the answer to a script that saves; nothing else may fail.
    const asked = response.request();
    const refused = asked.isNavigationRequest() || asked.resourceType() === 'fetch';
    if (response.status() >= (refused ? 500 : 400)) {
      found.add(`status ${response.status()}: ${response.url()}`);
    }
  });
  context.on('console', (message) => {
    if (OF_STATUS.test(message.text()) || OF_SANDBOX.test(message.text())) return;
    found.add(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => found.add(`script error: ${error.error()}`));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy ${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  // Long enough for a machine that is busy with something else.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults = () => {
    const list = [...found];
    found.clear();
    return list;
  };
  return { page, context, faults };
}
