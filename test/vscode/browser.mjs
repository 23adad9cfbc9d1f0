// Launches the installed Chromium through Playwright so that it ends with the script.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, ensureChromium } from './chromium.mjs';
import { markedEnvironment } from './processes.mjs';

/** Playwright's own signal handling would end the script before it has ended the server. */
async function launchOptions() {
  return {
    executablePath: await ensureChromium(),
    args: chromiumFlags,
    env: { ...process.env, ...markedEnvironment() },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}

/** A headless browser with a new profile. */
export async function launchChromium() {
  return chromium.launch(await launchOptions());
}

/**
 * A headless browser whose profile allows third-party cookies: webviews of the static web build register a service worker
 * from another origin, which Chromium refuses otherwise.
 * @param {string} profileFolder an empty folder for its profile
 * @param {{ width: number, height: number }} viewport
 */
export async function launchChromiumForWebHost(profileFolder, viewport) {
  mkdirSync(join(profileFolder, 'Default'), { recursive: true });
  writeFileSync(
    join(profileFolder, 'Default/Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }),
  );
  return chromium.launchPersistentContext(profileFolder, { ...(await launchOptions()), viewport });
}
