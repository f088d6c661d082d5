// Looks at pages in Chromium as wide as a telephone and as a screen: what axe-core has against them, and whether they are
// wider than the window. Prints nothing when there is nothing.
import { inspect, launch } from "../browser.mjs";

const browser = await launch();
try {
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    for (const file of process.argv.slice(2)) {
      await page.goto(`file://${file}`);
      await inspect(page, `${width} px ${file}`, console.log);
    }
    await context.close();
  }
} finally {
  await browser.close();
}
