// Chromium as the scripts of the tests use it, and what every page is looked at for.
import { chromium } from "playwright-core";
import { AxeBuilder } from "@axe-core/playwright";

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
});

// A page of a window of its own, in a language; what its console has against it is a fault, but for answers that are refusals.
export const openPage = async (browser, language, width, fault) => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: language });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && !message.text().includes("status of 4") && fault(`console: ${message.text()}`));
  return { context, page };
};

// What axe-core has against a page, and whether it is wider than its window.
export const inspect = async (page, where, fault) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, help, nodes } of violations) fault(`${where}: ${id}: ${help}: ${nodes[0].html}`);
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) fault(`${where}: wider than the window`);
};
