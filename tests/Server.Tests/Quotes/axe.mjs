// Looks at pages in Chromium as wide as a telephone and as a screen: what axe-core has against them, and whether they are
// wider than the window. Prints nothing when there is nothing.
import { chromium } from "playwright-core";
import { AxeBuilder } from "@axe-core/playwright";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
});
try {
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    for (const file of process.argv.slice(2)) {
      await page.goto(`file://${file}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, help, nodes } of violations) console.log(`${width} px ${file}: ${id}: ${help}: ${nodes[0].html}`);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) console.log(`${width} px ${file}: wider than the window`);
    }
    await context.close();
  }
} finally {
  await browser.close();
}
